namespace Fairlead.Build.Tasks.Following;

[TaskDescription("Print the logs of a run")]
public sealed class Logs : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.ShowLogsAsync(context.Cancellation);
}
