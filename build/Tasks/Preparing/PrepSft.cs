using Fairlead.Pipeline;

namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Prepare the data for fine-tuning")]
public sealed class PrepSft : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PrepareAsync(StageName.Sft, context.AsksFor(this), context.Cancellation);
}
