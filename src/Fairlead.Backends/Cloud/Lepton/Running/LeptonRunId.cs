using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>What the ledger notes of a run's place in its workspace: <c>jobs/ID</c>, or <c>rayclusters/NAME/SUBMISSION</c>.</summary>
/// <param name="Cluster">The Ray cluster it runs on; null for a job of its own.</param>
internal sealed record LeptonRunId(string? Cluster, string Job)
{
    private const string Jobs = "jobs";
    private const string Clusters = "rayclusters";

    /// <summary>Every attempt at a request has a name of its own, which is known before anything is made.</summary>
    public static LeptonRunId Of(Run run)
    {
        var name = JobName.WithAttempt(run.Name, run.Attempt);
        return run.BackendId?.Split('/') switch
        {
            [Jobs, var job] => new LeptonRunId(null, job),
            [Clusters, var cluster, var job] => new LeptonRunId(cluster, job),
            _ => new LeptonRunId(run.Request.PartAs<CloudPart>().Ray is { } ray ? ray.ExistingCluster ?? name : null, name),
        };
    }

    public override string ToString() => Cluster is null ? $"{Jobs}/{Job}" : $"{Clusters}/{Cluster}/{Job}";
}
