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
            throw CacheFault.Full(cache.Root, inputs.Stage, written, exception);
        }
    }

    private async Task<(StageEntry Entry, StageOutcome Outcome)> MakeAsync(StageBody body, CancellationToken cancellationToken)
    {
        using var workspace = cache.OpenWorkspace();
        try
        {
            if (!ignoreRecorded && cache.Fetch(inputs, workspace) is { } fetched)
                return (fetched, StageOutcome.Hit);
            Reason = ignoreRecorded ? "--no-cache" : cache.Why(inputs, damaged).Summary;
            await body(workspace.Output, cancellationToken);
            return (cache.Publish(inputs, workspace), StageOutcome.Ran);
        }
        catch (IOException)
        {
            written = workspace.Size();
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
