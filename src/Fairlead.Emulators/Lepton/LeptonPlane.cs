using Fairlead.Emulators.Lepton.Http;
using Fairlead.Emulators.Lepton.Jobs;
using Fairlead.Emulators.Lepton.RayClusters;
using Fairlead.Emulators.Lepton.Storage;
using Fairlead.Emulators.Lepton.Workspace;
using Fairlead.Emulators.Ray.Clusters;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.Lepton;

/// <summary>The control plane of one Lepton workspace.</summary>
public sealed class LeptonPlane : IControlPlane
{
    private readonly Platform platform;
    private readonly LeptonHold hold = new();
    private readonly LeptonPlaneParts parts;
    private readonly LeptonRayClusters clusters;

    internal LeptonPlane(Platform platform)
    {
        this.platform = platform;
        var secrets = new LeptonSecrets();
        parts = new LeptonPlaneParts(
            platform.Options.Time,
            LeptonInventory.Default,
            secrets,
            new LeptonPods(platform, secrets),
            new LeptonJobs(),
            new LeptonJobView(platform.Options, hold, () => ReadyAtMost),
            new BackgroundWork());
        clusters = new LeptonRayClusters(platform.Options, parts.Work, () => RayTrouble);
    }

    /// <summary>How many replicas of a job become ready; null: all.</summary>
    public int? ReadyAtMost { get; set; }

    /// <summary>What keeps Ray clusters from being ready; null: nothing.</summary>
    public RayTrouble? RayTrouble { get; set; }

    /// <summary>The ids of all jobs that were ever made, deleted ones included.</summary>
    public IReadOnlyList<string> JobsMade => [.. parts.Jobs.All(LeptonJobMode.Alive | LeptonJobMode.Archive).Select(job => job.Id)];

    /// <summary>The ids of the Ray clusters that are there.</summary>
    public IReadOnlyList<string> RayClusters => [.. clusters.All.Select(cluster => cluster.Id)];

    /// <summary>The submission ids of the jobs that those clusters have or had.</summary>
    public IReadOnlyList<string> RayJobs => [.. clusters.All.SelectMany(cluster => cluster.Nodes.Jobs.All).Select(job => job.SubmissionId)];

    /// <summary>Jobs that have not been started say this state, such as <c>Awaiting</c>, and do not start until null is given.</summary>
    public void Hold(string? state) => hold.Set(state);

    void IControlPlane.Map(IEndpointRouteBuilder routes)
    {
        var door = new LeptonDoor(routes, platform.Options);
        new LeptonWorkspaceRoutes(platform.Options, parts.Inventory, parts.Secrets).Map(door);
        new LeptonJobRoutes(parts, new LeptonJobRunner(platform, parts.Pods, parts.Inventory, hold)).Map(door);
        new LeptonReplicaRoutes(parts).Map(door);
        new LeptonStorageRoutes(platform.Volumes).Map(door);
        new LeptonRayRoutes(parts, clusters, platform.Pods).Map(door);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var job in parts.Jobs.All(LeptonJobMode.Alive))
            await job.StopAsync();
        foreach (var cluster in clusters.All)
            clusters.Delete(cluster);
        await parts.Work.FinishAsync();
    }
}
