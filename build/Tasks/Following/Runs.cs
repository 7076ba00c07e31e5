namespace Fairlead.Build.Tasks.Following;

[TaskDescription("List the runs")]
public sealed class Runs : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.ListRunsAsync(context.Cancellation);
}
