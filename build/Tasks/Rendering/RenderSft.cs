using Fairlead.Build.Tasks.Preparing;
using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Rendering;

[TaskDescription("Print the job request of fine-tuning")]
[IsDependentOn(typeof(PackageSft))]
public sealed class RenderSft : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.RenderAsync(StageName.Sft, context.AsksFor(this), context.Cancellation);
}
