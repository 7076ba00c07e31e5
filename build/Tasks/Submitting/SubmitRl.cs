using Fairlead.Build.Tasks.Images;
using Fairlead.Build.Tasks.Preparing;
using Fairlead.Build.Tasks.Rendering;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit reinforcement learning")]
[IsDependentOn(typeof(BuildRlImage))]
[IsDependentOn(typeof(PrepRl))]
[IsDependentOn(typeof(RenderRl))]
public sealed class SubmitRl : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SubmitAsync(StageName.Rl, context.Cancellation);
}
