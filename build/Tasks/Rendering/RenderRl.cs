using Fairlead.Build.Tasks.Preparing;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Rendering;

[TaskDescription("Print the job request of reinforcement learning")]
[IsDependentOn(typeof(PackageRl))]
public sealed class RenderRl : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.RenderAsync(StageName.Rl, context.AsksFor(this), context.Cancellation);
}
