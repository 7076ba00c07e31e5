namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Stop it, with all its jobs")]
public sealed class StopTestCluster : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) => ProjectTestCluster.Of(context).StopAsync(context.Cancellation);
}
