namespace Fairlead.Build.Tasks.Caching;

[TaskDescription("Say why a stage would run, or not")]
public sealed class Explain : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.ExplainAsync(context.Cancellation);
}
