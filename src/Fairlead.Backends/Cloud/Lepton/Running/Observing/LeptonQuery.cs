using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Observing;

/// <summary>The states of many runs, with one question to each workspace and, for runs on Ray clusters, one to each cluster.</summary>
internal sealed class LeptonQuery(Func<Run, ILeptonWorkload> workloads)
{
    private const string NotSubmitted = "not submitted";

    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var (ended, open) = (runs.Where(IsGivenUp).ToArray(), runs.Where(run => !IsGivenUp(run)).ToArray());
        var answers = await Task.WhenAll(open.GroupBy(workloads).Select(group => AskAsync(group.Key, [.. group], cancellationToken)));
        return answers.SelectMany(answer => answer)
            .Concat(ended.Select(run => KeyValuePair.Create(run.Id, new RunStatus(RunState.Cancelled, "cancelled"))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>What is said of a run that the workspace does not know.</summary>
    public static RunStatus WithoutJob(Run run) => (new CloudMarks(run).IsCancelled, run.BackendId) switch
    {
        (true, _) => new RunStatus(RunState.Cancelled, "cancelled"),
        (_, null) => new RunStatus(RunState.Queued, NotSubmitted, "not submitted: the same command, run again, submits it; Cancel gives it up"),
        _ => new RunStatus(RunState.Unknown, "gone", "the control plane no longer knows it: somebody deleted it, or it was dropped with age; Cancel gives it up"),
    };

    private static bool IsGivenUp(Run run) => run.BackendId == CloudMarks.NoJob || (run.BackendId is null && new CloudMarks(run) is { IsCancelled: true, MayBeSent: false });

    private static async Task<IEnumerable<KeyValuePair<string, RunStatus>>> AskAsync(ILeptonWorkload workload, Run[] runs, CancellationToken cancellationToken)
    {
        try
        {
            var known = await workload.QueryAsync(runs, cancellationToken);
            return runs.Select(run => KeyValuePair.Create(run.Id, known.GetValueOrDefault(run.Id) ?? WithoutJob(run)));
        }
        catch (FairleadException exception)
        {
            return runs.Select(run => KeyValuePair.Create(run.Id, new RunStatus(RunState.Unknown, "no answer", exception.Problem)));
        }
    }
}
