using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Pack the source of fine-tuning")]
public sealed class PackageSft : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PackageAsync(StageName.Sft, asked: false, context.Cancellation);
}
