namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the image of --recipe")]
public sealed class BuildImage : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImageAsync(stage: null, context.AsksFor(this), context.Cancellation);
}
