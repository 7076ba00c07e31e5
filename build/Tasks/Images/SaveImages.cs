namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Save images to the layered cache, or to --tar")]
[IsDependentOn(typeof(BuildImages))]
public sealed class SaveImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SaveImagesAsync(context.AsksFor(this), context.Cancellation);
}
