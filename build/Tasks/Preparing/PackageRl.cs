using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Pack the source of reinforcement learning")]
public sealed class PackageRl : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PackageAsync(StageName.Rl, asked: false, context.Cancellation);
}
