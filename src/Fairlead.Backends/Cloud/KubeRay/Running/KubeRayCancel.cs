using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Deletes a run's RayJob with its cluster, or keeps it from ever being made. KubeRay suspends only jobs whose cluster ends with them; the ledger keeps what was.</summary>
internal sealed class KubeRayCancel(KubeRayApi api, TimeProvider time)
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    /// <exception cref="FairleadException">The cluster does not answer, or something of the job still runs after two minutes.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        var (name, marks) = (RayJobId.NameOf(run), new CloudMarks(run));
        if (run.BackendId is null)
            marks.MarkCancelled();
        var job = await FindAsync(run, cancellationToken);
        if (job is not null && RayJobStates.Of(job).IsFinal)
            return;
        marks.MarkCancelled();
        if (job is not null)
            await api.DeleteAsync(name, cancellationToken);
        else if (!RayJobId.IsMade(run))
            return;
        await Patiently.UntilAsync(
            () => WhatLivesAsync(run, job?.Status?.RayClusterName, cancellationToken),
            living => living is null,
            living => new FairleadException(ExitCode.Unclear, $"RayJob {name} was deleted in {api.Namespace}, and {living} is still there", "look at it with kubectl describe; then cancel again"),
            time,
            cancellationToken);
    }

    private async Task<RayJob?> FindAsync(Run run, CancellationToken cancellationToken) =>
        await api.FindAsync(RayJobId.NameOf(run), cancellationToken) is { } job && RayJobLabels.IsOf(run, job) ? job : null;

    private async Task<string?> WhatLivesAsync(Run run, string? cluster, CancellationToken cancellationToken)
    {
        var name = RayJobId.NameOf(run);
        if (await FindAsync(run, cancellationToken) is not null)
            return $"RayJob {name}";
        var submitters = await api.PodsAsync(RayJobLabels.OfSubmitters(name), cancellationToken);
        var nodes = cluster is { Length: > 0 } ? await api.PodsAsync(RayJobLabels.OfCluster(cluster), cancellationToken) : [];
        return submitters.Concat(nodes).FirstOrDefault(pod => !pod.HasEnded) is { } living ? $"pod {living.Metadata.Name}" : null;
    }
}
