using Fairlead.Build.Tasks.Images;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Run every tiny config and compare with the night before")]
[IsDependentOn(typeof(SaveImages))]
public sealed class Nightly : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.RunNightlyAsync(context.Cancellation);
}
