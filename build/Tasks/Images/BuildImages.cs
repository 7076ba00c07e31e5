namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the images that recipes own")]
public sealed class BuildImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImagesAsync(context.Cancellation);
}
