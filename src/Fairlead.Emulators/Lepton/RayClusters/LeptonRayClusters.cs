using Fairlead.Emulators.Ray.Clusters;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>The workspace's Ray clusters, one per id.</summary>
internal sealed class LeptonRayClusters(EmulatorOptions options, BackgroundWork work, Func<RayTrouble?> trouble)
{
    private readonly Lock gate = new();
    private readonly List<LeptonRayCluster> clusters = [];

    public IReadOnlyList<LeptonRayCluster> All
    {
        get
        {
            lock (gate)
                return [.. clusters];
        }
    }

    public LeptonRayCluster? Find(string id) => All.FirstOrDefault(cluster => cluster.Id == id);

    /// <returns>False: there is one of this id.</returns>
    public bool TryAdd(LeptonRayCluster cluster)
    {
        lock (gate)
        {
            if (clusters.Exists(other => other.Id == cluster.Id))
                return false;
            clusters.Add(cluster);
        }

        work.Add(StartAsync(cluster));
        return true;
    }

    public string State(LeptonRayCluster cluster) =>
        LeptonRayView.State(cluster, cluster.Created + options.PhaseTime <= options.Time.GetUtcNow(), Trouble(cluster));

    /// <summary>What keeps it from being ready: what a test asked for, or a pod that could not be started.</summary>
    public RayTrouble? Trouble(LeptonRayCluster cluster) =>
        trouble() ?? cluster.Nodes.All.Select(node => node.Message).OfType<string>().Select(message => new RayTrouble("RunContainerError", message)).FirstOrDefault();

    /// <summary>Gives it the pods it has to have by now.</summary>
    public void Adapt(LeptonRayCluster cluster) => work.Add(cluster.Nodes.ChangeAsync(cluster.Wanted));

    public void Delete(LeptonRayCluster cluster)
    {
        cluster.IsDeleted = true;
        work.Add(DeleteAsync(cluster));
    }

    private async Task StartAsync(LeptonRayCluster cluster)
    {
        await Task.Delay(options.PhaseTime, options.Time);
        await cluster.Nodes.ChangeAsync(cluster.Wanted);
    }

    private async Task DeleteAsync(LeptonRayCluster cluster)
    {
        await cluster.Nodes.ChangeAsync([]);
        lock (gate)
            clusters.Remove(cluster);
    }
}
