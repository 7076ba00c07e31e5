using Fairlead.Build.Tasks.Preparing;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Rendering;

[TaskDescription("Print the job request of pretraining")]
[IsDependentOn(typeof(PackagePretrain))]
public sealed class RenderPretrain : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.RenderAsync(StageName.Pretrain, context.AsksFor(this), context.Cancellation);
}
