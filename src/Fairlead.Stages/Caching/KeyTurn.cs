using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>The right to make one key's result. One holder at a time among all processes; those that wait find the result recorded.</summary>
internal static class KeyTurn
{
    /// <summary>
    /// Waits as long as the holder lives, since only it can say how long its stage takes; a holder that dies is replaced within a tenth of a second.
    /// </summary>
    /// <param name="waiting">Called once if another holds it.</param>
    public static async Task<IDisposable> TakeAsync(CacheLayout layout, CacheGate gate, Digest key, Action waiting, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.Zero; ; pause = FileLock.NextPause(pause))
        {
            await Task.Delay(pause, cancellationToken);
            if (Attempt(layout, gate, key) is { } turn)
                return turn;
            if (pause == TimeSpan.Zero)
                waiting();
        }
    }

    // Inside the gate, so that pruning cannot unlink the file between opening and locking it.
    private static FileStream? Attempt(CacheLayout layout, CacheGate gate, Digest key)
    {
        using var _ = gate.Enter();
        return CacheFault.Writing(layout.Root, () =>
        {
            Directory.CreateDirectory(layout.Locks);
            return FileLock.TryExclusive(layout.LockOf(key));
        });
    }
}
