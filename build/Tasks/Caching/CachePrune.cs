namespace Fairlead.Build.Tasks.Caching;

[TaskDescription("Drop cache entries that nothing uses")]
public sealed class CachePrune : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.PruneCache();
}
