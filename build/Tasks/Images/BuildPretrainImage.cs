using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the image of pretraining")]
public sealed class BuildPretrainImage : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImageAsync(StageName.Pretrain, context.AsksFor(this), context.Cancellation);
}
