using Fairlead.Build.Tasks.Preparing;

namespace Fairlead.Build.Tasks.Rendering;

[TaskDescription("Print the job request of --recipe")]
[IsDependentOn(typeof(PackageSource))]
public sealed class Render : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.RenderAsync(stage: null, context.AsksFor(this), context.Cancellation);
}
