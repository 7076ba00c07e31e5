using Fairlead.Build.Hosting;

namespace Fairlead.Build.Tasks.Images;

[Publishes]
[TaskDescription("Push images to --registry by digest, tagged for --release")]
[IsDependentOn(typeof(BuildImages))]
public sealed class PublishImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PublishImagesAsync(context.Cancellation);
}
