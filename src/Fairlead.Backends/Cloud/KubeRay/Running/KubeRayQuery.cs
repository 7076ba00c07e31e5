using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>The states of runs that are RayJobs of one namespace.</summary>
internal sealed class KubeRayQuery(KubeRayApi api, Func<Run, IPodLogs> logsOf)
{
    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var found = await api.ListAsync(cancellationToken);
        var known = runs.Select(run => (Run: run, Job: found.GetValueOrDefault(RayJobId.NameOf(run)))).Where(pair => pair.Job is { } job && RayJobLabels.IsOf(pair.Run, job));
        return await StatusesAtOnce.AskAsync(known, pair => pair.Run.Id, pair => StatusAsync(pair.Run, pair.Job!, cancellationToken));
    }

    private async Task<RunStatus> StatusAsync(Run run, RayJob job, CancellationToken cancellationToken)
    {
        var status = RayJobStates.Of(job);
        try
        {
            return status.State switch
            {
                RunState.Succeeded or RunState.Failed => RunEnds.Of(status, await ExitRecords.ReadAsync(logsOf(run), cancellationToken)),
                RunState.Starting when job.Status?.RayClusterName is { Length: > 0 } cluster => await WithHindranceAsync(status, cluster, cancellationToken),
                _ => status,
            };
        }
        catch (ApiFaultException)
        {
            // KubeRay's words stand without what the pods say.
            return status;
        }
    }

    private async Task<RunStatus> WithHindranceAsync(RunStatus status, string cluster, CancellationToken cancellationToken) =>
        RayJobStates.Hindrance(await api.PodsAsync(RayJobLabels.OfCluster(cluster), cancellationToken)) is { } hindrance ? status with { Reason = hindrance } : status;
}
