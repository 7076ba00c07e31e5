using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>The states of many runs. A platform that does not answer makes its own runs unknown, and no other's.</summary>
internal sealed class CloudQuery(Func<Run, ICloudWorkload> workloadOf)
{
    public const string NoAnswer = "no answer";

    private static readonly RunStatus Cancelled = new(RunState.Cancelled, "cancelled");

    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var kinds = await Task.WhenAll(runs.Where(run => !IsGivenUp(run)).GroupBy(workloadOf).Select(kind => AskAsync(kind.Key, [.. kind], cancellationToken)));
        return kinds.SelectMany(statuses => statuses)
            .Concat(runs.Where(IsGivenUp).Select(run => KeyValuePair.Create(run.Id, Cancelled)))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>Of a run of which the platform knows nothing.</summary>
    /// <param name="wasCreated">The ledger has an id.</param>
    public static RunStatus WithoutJob(bool isCancelled, bool wasCreated) => (isCancelled, wasCreated) switch
    {
        (true, _) => Cancelled,
        (_, true) => new RunStatus(RunState.Unknown, "gone", "the control plane no longer knows it: somebody deleted it, or it was dropped with age; Cancel gives it up"),
        _ => new RunStatus(RunState.Queued, "not submitted", "not submitted: the same command, run again, submits it; Cancel gives it up"),
    };

    private static bool IsGivenUp(Run run) => run.BackendId == CloudMarks.NoJob || (run.BackendId is null && new CloudMarks(run) is { IsCancelled: true, MayBeSent: false });

    private static async Task<IEnumerable<KeyValuePair<string, RunStatus>>> AskAsync(ICloudWorkload workload, Run[] runs, CancellationToken cancellationToken)
    {
        try
        {
            var known = await workload.QueryAsync(runs, cancellationToken);
            return runs.Select(run => KeyValuePair.Create(run.Id, known.GetValueOrDefault(run.Id) ?? WithoutJob(new CloudMarks(run).IsCancelled, run.BackendId is not null)));
        }
        catch (FairleadException exception)
        {
            return runs.Select(run => KeyValuePair.Create(run.Id, new RunStatus(RunState.Unknown, NoAnswer, exception.Problem)));
        }
    }
}
