namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Load images from the layered cache, or from --tar")]
public sealed class LoadImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.LoadImagesAsync(context.Cancellation);
}
