namespace Fairlead.Build.Tasks.Following;

[TaskDescription("Bring the results of a run home")]
public sealed class Collect : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.CollectAsync(context.Cancellation);
}
