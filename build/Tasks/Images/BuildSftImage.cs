using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the image of fine-tuning")]
public sealed class BuildSftImage : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImageAsync(StageName.Sft, context.AsksFor(this), context.Cancellation);
}
