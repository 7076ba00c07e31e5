using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Keeps pruning out while results are verified or published, which takes milliseconds, and them out while pruning.</summary>
internal sealed class CacheGate(CacheLayout layout)
{
    // Verifying may read gigabytes once, pruning may delete a hundred thousand files; both are over well within this.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="FairleadException">The root cannot be written, or pruning does not end.</exception>
    public IDisposable Enter() => Wait(FileLock.TryShared);

    /// <exception cref="FairleadException">The root cannot be written, or others keep the cache busy.</exception>
    public IDisposable EnterAlone() => Wait(FileLock.TryExclusive);

    private FileStream Wait(Func<string, FileStream?> attempt) => CacheFault.Writing(layout.Root, () =>
    {
        Directory.CreateDirectory(layout.Root);
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        for (var pause = TimeSpan.Zero; ; pause = FileLock.NextPause(pause))
        {
            Thread.Sleep(pause);
            if (attempt(layout.Gate) is { } held)
                return held;
            if (Environment.TickCount64 > deadline)
                throw FairleadException.Stage($"the stage cache {layout.Root} has been busy for {Patience.TotalMinutes} minutes", $"see who holds it: lslocks | grep {Path.GetFileName(layout.Gate)}");
        }
    });
}
