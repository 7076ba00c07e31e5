using Cake.Core;
using Fairlead.Primitives;

namespace Fairlead.Build.Tests.Host;

[TaskDescription("The first")]
public sealed class First : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("First");
}

[TaskName("2nd")]
[IsDependentOn(typeof(First))]
public sealed class Second : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("Second");

    public override void Finally(SampleContext context) => context.Events.Add("Second, finally");
}

[IsDependentOn(typeof(First))]
public sealed class Third : AsyncFrostingTask<SampleContext>
{
    public override async Task RunAsync(SampleContext context)
    {
        await Task.Yield();
        context.Events.Add("Third");
    }
}

[IsDependentOn(typeof(Second))]
[IsDependentOn(typeof(Third))]
public sealed class Gathering : FrostingTask
{
}

[IsDependeeOf(typeof(Third))]
public sealed class Reversed : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("Reversed");
}

public sealed class Skipped : FrostingTask<SampleContext>, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "not today";

    public override bool ShouldRun(SampleContext context)
    {
        context.Events.Add("Skipped?");
        return false;
    }

    public override void Run(SampleContext context) => context.Events.Add("Skipped");

    public override void Finally(SampleContext context) => context.Events.Add("Skipped, finally");
}

[IsDependentOn(typeof(Skipped))]
public sealed class AfterSkipped : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("AfterSkipped");
}

public sealed class Failing : AsyncFrostingTask<SampleContext>
{
    public override Task RunAsync(SampleContext context) => throw new FairleadException(ExitCode.JobFailed, "rank 1 exited with 3");
}

[IsDependentOn(typeof(Failing))]
public sealed class AfterFailing : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("AfterFailing");
}

public sealed class Interrupted : AsyncFrostingTask<SampleContext>
{
    public override Task RunAsync(SampleContext context) => Task.FromCanceled(new CancellationToken(canceled: true));
}

public sealed class Broken : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => throw new InvalidOperationException("a fault of ours");
}

public sealed class Forgiven : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => throw new InvalidOperationException("never mind");

    public override void OnError(Exception exception, SampleContext context) => context.Events.Add($"handled: {exception.Message}");
}

[ContinueOnError]
public sealed class Tolerated : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => throw new InvalidOperationException("never mind");
}

[IsDependentOn(typeof(Tolerated))]
public sealed class AfterTolerated : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context) => context.Events.Add("AfterTolerated");
}

public sealed class Injected(Events events) : FrostingTask
{
    public override void Run(ICakeContext context) => events.Add($"Injected, colour {context.Configuration.GetValue("Colour")}");
}

internal sealed class Unseen : FrostingTask
{
}
