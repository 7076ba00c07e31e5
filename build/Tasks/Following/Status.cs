namespace Fairlead.Build.Tasks.Following;

[TaskDescription("Show the state of a run")]
public sealed class Status : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.ShowStatusAsync(context.Cancellation);
}
