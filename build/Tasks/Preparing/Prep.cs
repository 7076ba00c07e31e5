namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Prepare the data for --recipe")]
public sealed class Prep : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PrepareAsync(stage: null, context.AsksFor(this), context.Cancellation);
}
