namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Import the recipe's image as a squash file on the cluster")]
public sealed class SquashImages : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SquashImagesAsync(context.Cancellation);
}
