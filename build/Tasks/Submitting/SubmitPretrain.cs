using Fairlead.Build.Tasks.Images;
using Fairlead.Build.Tasks.Preparing;
using Fairlead.Build.Tasks.Rendering;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit pretraining")]
[IsDependentOn(typeof(BuildPretrainImage))]
[IsDependentOn(typeof(PrepPretrain))]
[IsDependentOn(typeof(RenderPretrain))]
public sealed class SubmitPretrain : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SubmitAsync(StageName.Pretrain, context.Cancellation);
}
