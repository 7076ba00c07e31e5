using Fairlead.Build.Hosting;

namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the images that recipes own")]
[Refuses("image", "BuildImages builds what recipes own; --image names none of them", "choose a recipe with --recipe=family/stage")]
public sealed class BuildImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImagesAsync(context.AsksFor(this), context.Cancellation);
}
