namespace Fairlead.Build.Tasks.Caching;

[TaskDescription("Show what the stage cache holds")]
public sealed class CacheInfo : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.ShowCache();
}
