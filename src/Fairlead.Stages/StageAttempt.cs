using Fairlead.Primitives;
using Fairlead.Stages.Caching;

namespace Fairlead.Stages;

/// <summary>One passage of one stage: look, wait for our turn, look again, fetch or run.</summary>
internal sealed class StageAttempt(StageCache cache, StageInputs inputs, bool ignoreRecorded)
{
    private bool damaged;
    private long written;

    /// <summary>Why the body runs; null until that is known.</summary>
    public string? Reason { get; private set; }

    /// <param name="waiting">Called when another process is making the same result.</param>
    public async Task<(StageEntry Entry, StageOutcome Outcome)> RunAsync(StageBody body, Action waiting, CancellationToken cancellationToken)
    {
        try
        {
            if (Recorded() is { } known)
                return (known, StageOutcome.Hit);
            using var turn = await cache.TakeTurnAsync(inputs.Key, waiting, cancellationToken);
            return Recorded() is { } made ? (made, StageOutcome.Hit) : await MakeAsync(body, cancellationToken);
        }
        catch (IOException exception) when (DiskFault.IsFull(exception))
        {
            throw cache.Full(inputs.Stage, written, exception);
        }
    }

    private async Task<(StageEntry Entry, StageOutcome Outcome)> MakeAsync(StageBody body, CancellationToken cancellationToken)
    {
        using var folder = cache.OpenFolder();
        try
        {
            if (!ignoreRecorded && cache.Fetch(inputs, folder) is { } fetched)
                return (fetched, StageOutcome.Hit);
            Reason = ignoreRecorded ? "--no-cache" : cache.Why(inputs, damaged).Summary;
            await body(folder.Output, cancellationToken);
            return (cache.Publish(inputs, folder), StageOutcome.Ran);
        }
        catch (IOException)
        {
            written = folder.Size();
            throw;
        }
    }

    private StageEntry? Recorded()
    {
        if (ignoreRecorded)
            return null;
        var found = cache.Use(inputs);
        damaged |= found.Damaged;
        return found.Entry;
    }
}
