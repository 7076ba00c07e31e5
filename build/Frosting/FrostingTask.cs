using System.Diagnostics.CodeAnalysis;
using Cake.Core;

namespace Fairlead.Build.Frosting;

/// <summary>A task that only gathers others.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>
{
}

/// <summary>A task with a synchronous body.</summary>
public abstract class FrostingTask<TContext> : IFrostingTask
    where TContext : ICakeContext
{
    public virtual void Run(TContext context)
    {
    }

    /// <summary>False skips the task; a skipped target is an error, so keep this off whatever a user may ask for.</summary>
    public virtual bool ShouldRun(TContext context) => true;

    /// <summary>An override that returns has handled the failure: the run goes on, and ends green.</summary>
    public virtual void OnError(Exception exception, TContext context)
    {
    }

    public virtual void Finally(TContext context)
    {
    }

    [SuppressMessage("Design", "CA1033", Justification = "Derived classes have Run; the host alone calls this.")]
    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run((TContext)context);
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun((TContext)context);

    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, (TContext)context);

    void IFrostingTask.Finally(ICakeContext context) => Finally((TContext)context);
}
