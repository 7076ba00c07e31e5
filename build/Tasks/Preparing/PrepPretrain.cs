using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Prepare the data for pretraining")]
public sealed class PrepPretrain : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PrepareAsync(StageName.Pretrain, context.AsksFor(this), context.Cancellation);
}
