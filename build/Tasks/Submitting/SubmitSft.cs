using Fairlead.Build.Tasks.Images;
using Fairlead.Build.Tasks.Preparing;
using Fairlead.Build.Tasks.Rendering;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit fine-tuning")]
[IsDependentOn(typeof(BuildSftImage))]
[IsDependentOn(typeof(PrepSft))]
[IsDependentOn(typeof(RenderSft))]
public sealed class SubmitSft : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SubmitAsync(StageName.Sft, context.Cancellation);
}
