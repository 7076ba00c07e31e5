using System.Text.Json;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>The states of runs that are workloads of one project.</summary>
internal sealed class RunAiQuery(RunAiApi api)
{
    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var workloads = runs.Select(run => new RunWorkload(run)).ToList();
        var found = await api.ListAsync(workloads.Select(run => run.Name).ToHashSet(StringComparer.Ordinal), cancellationToken);
        var known = workloads.Select(run => (run.Run, Workload: run.Own(found.GetValueOrDefault(run.Name)))).Where(pair => pair.Workload is not null);
        return await StatusesAtOnce.AskAsync(known, pair => pair.Run.Id, pair => StatusAsync(pair.Run, pair.Workload!, cancellationToken));
    }

    private async Task<RunStatus> StatusAsync(Run run, RunAiWorkload workload, CancellationToken cancellationToken)
    {
        var status = RunAiStates.Of(workload);
        if (status.State is not (RunState.Succeeded or RunState.Failed))
            return status;
        try
        {
            return RunEnds.Of(status, await ReadExitAsync(run, workload, cancellationToken));
        }
        catch (JsonException exception)
        {
            return status with { Reason = new DamagedRecord(new VolumeRun(api.Site.Home, run.Id).FailureRecord, exception.Message).Reason };
        }
    }

    // The phase stands without it: a record that cannot be had takes nothing away.
    private async Task<JobExit?> ReadExitAsync(Run run, RunAiWorkload workload, CancellationToken cancellationToken)
    {
        try
        {
            return KubernetesPodLogs.Of(api, workload) is { } logs
                ? await ExitRecords.ReadAsync(logs, cancellationToken)
                : new VolumeRun(api.Site.Home, run.Id).ReadFailure();
        }
        catch (ApiFaultException)
        {
            return null;
        }
    }
}
