namespace Fairlead.Build.Tasks.Preparing;

[TaskDescription("Pack the source of --recipe")]
public sealed class PackageSource : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PackageAsync(stage: null, context.AsksFor(this), context.Cancellation);
}
