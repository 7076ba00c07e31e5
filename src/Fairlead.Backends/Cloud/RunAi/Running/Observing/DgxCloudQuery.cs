using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>The states of many runs, with one list of each control plane and kind. One that does not answer makes its own runs unknown, and no other's.</summary>
internal sealed class DgxCloudQuery(Func<Run, IDgxCloudWorkload> workloadOf)
{
    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var kinds = await Task.WhenAll(runs.GroupBy(workloadOf).Select(kind => QueryAsync(kind.Key, [.. kind], cancellationToken)));
        return kinds.SelectMany(statuses => statuses).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private static async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IDgxCloudWorkload workload, Run[] runs, CancellationToken cancellationToken)
    {
        try
        {
            return await workload.QueryAsync(runs, cancellationToken);
        }
        catch (FairleadException exception)
        {
            return runs.ToDictionary(run => run.Id, _ => new RunStatus(RunState.Unknown, RunAiStates.NoAnswer, exception.Problem));
        }
    }
}
