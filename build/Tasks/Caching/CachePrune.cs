namespace Fairlead.Build.Tasks.Caching;

[TaskDescription("Drop cache entries and images that nothing uses")]
public sealed class CachePrune : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PruneCacheAsync(context.Cancellation);
}
