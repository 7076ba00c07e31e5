using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Pack the source of pretraining")]
public sealed class PackagePretrain : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PackageAsync(StageName.Pretrain, asked: false, context.Cancellation);
}
