using Fairlead.Build.Tasks.Images;
using Fairlead.Build.Tasks.Preparing;
using Fairlead.Build.Tasks.Rendering;

namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit --recipe")]
[IsDependentOn(typeof(BuildImage))]
[IsDependentOn(typeof(Prep))]
[IsDependentOn(typeof(Render))]
public sealed class Submit : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SubmitAsync(stage: null, context.Cancellation);
}
