using Cake.Core;

namespace Fairlead.Build.Frosting;

/// <summary>A unit of work as the host sees it; derive from <see cref="FrostingTask{TContext}"/> or <see cref="AsyncFrostingTask{TContext}"/>.</summary>
public interface IFrostingTask
{
    /// <summary>Why <see cref="ShouldRun"/> says no, for the report.</summary>
    string SkippedMessage => string.Empty;

    Task RunAsync(ICakeContext context);

    bool ShouldRun(ICakeContext context);

    void OnError(Exception exception, ICakeContext context);

    void Finally(ICakeContext context);
}
