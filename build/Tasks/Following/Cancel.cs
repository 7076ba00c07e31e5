namespace Fairlead.Build.Tasks.Following;

[TaskDescription("Cancel a run")]
public sealed class Cancel : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.CancelAsync(context.Cancellation);
}
