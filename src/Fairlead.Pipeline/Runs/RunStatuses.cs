using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>A run and what is known of it now.</summary>
internal sealed record KnownRun(Run Run, RunStatus Status);

/// <summary>Asks each backend once for all the runs that it may still change, and remembers what has become final.</summary>
/// <param name="warn">Told, once, when nothing can be remembered.</param>
internal sealed class RunStatuses(BackendMap backends, Action<string>? warn = null)
{
    private bool warned;

    public async Task<IReadOnlyList<KnownRun>> OfAsync(IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, RunStatus>(StringComparer.Ordinal);
        foreach (var open in runs.Where(run => run.Final is null).GroupBy(run => run.Executor))
        {
            foreach (var (id, status) in await backends.Of(open.Key).Executor.QueryAsync([.. open], cancellationToken))
                found[id] = status;
        }

        return [.. runs.Select(run => run.Final is { } final ? new KnownRun(run, final) : Remember(run, found[run.Id]))];
    }

    public async Task<KnownRun> OfAsync(Run run, CancellationToken cancellationToken) => (await OfAsync([run], cancellationToken))[0];

    // Until the backend's id is recorded the record is the submitter's to write: what we would save could be older than what is there.
    private KnownRun Remember(Run run, RunStatus status)
    {
        if (!status.IsFinal || run.BackendId is null)
            return new KnownRun(run, status);
        try
        {
            return new KnownRun(RunLedger.Save(run with { Final = status }), status);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!warned)
                warn?.Invoke($"what has ended is not recorded: {exception.Message}");
            warned = true;
            return new KnownRun(run, status);
        }
    }
}
