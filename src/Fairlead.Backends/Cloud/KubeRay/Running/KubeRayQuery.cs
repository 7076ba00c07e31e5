using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>The states of runs that are RayJobs of one namespace.</summary>
internal sealed class KubeRayQuery(KubeRayApi api, Func<Run, IPodLogs> logsOf)
{
    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var found = await api.ListAsync(cancellationToken);
        return await StatusesAtOnce.AskAsync(runs, run => run.Id, run => StatusAsync(run, found.GetValueOrDefault(RayJobId.NameOf(run)), cancellationToken));
    }

    private async Task<RunStatus> StatusAsync(Run run, RayJob? job, CancellationToken cancellationToken)
    {
        if (job is null || !RayJobLabels.IsOf(run, job))
            return RunAiStates.WithoutWorkload(new CloudMarks(run).IsCancelled, RayJobId.IsMade(run));
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
