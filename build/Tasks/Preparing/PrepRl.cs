using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Prepare the data for reinforcement learning")]
public sealed class PrepRl : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PrepareAsync(StageName.Rl, context.AsksFor(this), context.Cancellation);
}
