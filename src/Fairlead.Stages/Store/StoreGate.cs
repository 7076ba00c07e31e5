using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Keeps pruning out while entries are verified or published, which takes milliseconds, and them out while pruning.</summary>
/// <remarks>
/// Whoever waits for the gate stands in the door meanwhile. So nobody overtakes a pruner that waits for the last to leave, and a pruner that comes
/// again waits until all who waited for it are through.
/// </remarks>
public sealed class StoreGate(StoreLayout layout)
{
    // Verifying may read gigabytes once, pruning may delete a hundred thousand files; both are over well within this.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="FairleadException">The root cannot be written, or pruning does not end.</exception>
    public IDisposable Enter(CancellationToken cancellationToken = default) => Pass(FileLock.TryShared, cancellationToken);

    /// <exception cref="FairleadException">The root cannot be written, or others keep the store busy.</exception>
    public IDisposable EnterAlone(CancellationToken cancellationToken = default) => Pass(FileLock.TryExclusive, cancellationToken);

    private FileStream Pass(Func<string, FileStream?> attempt, CancellationToken cancellationToken) => StoreFault.Writing(layout, () =>
    {
        layout.CreateRoot();
        using var door = Wait(attempt, layout.Door, cancellationToken);
        return Wait(attempt, layout.Gate, cancellationToken);
    });

    private FileStream Wait(Func<string, FileStream?> attempt, string path, CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        for (var pause = TimeSpan.Zero; ; pause = FileLock.NextPause(pause))
        {
            cancellationToken.WaitHandle.WaitOne(pause);
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt(path) is { } held)
                return held;
            if (Environment.TickCount64 > deadline)
                throw FairleadException.Stage($"the {layout.Name} {layout.Root} has been busy for {Patience.TotalMinutes} minutes", $"see who holds it: lslocks | grep {Path.GetFileName(path)}");
        }
    }
}
