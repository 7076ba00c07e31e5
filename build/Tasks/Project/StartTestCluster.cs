namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Start a Slurm cluster on this machine, as root; --nodes=N")]
public sealed class StartTestCluster : AsyncFrostingTask<FairleadContext>
{
    public override async Task RunAsync(FairleadContext context)
    {
        foreach (var line in await ProjectTestCluster.Of(context).StartAsync(context.Options.Nodes, context.Cancellation))
            context.Terminal.Result(line);
    }
}
