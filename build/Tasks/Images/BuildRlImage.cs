using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Images;

[TaskDescription("Build the image of reinforcement learning")]
public sealed class BuildRlImage : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.BuildImageAsync(StageName.Rl, context.AsksFor(this), context.Cancellation);
}
