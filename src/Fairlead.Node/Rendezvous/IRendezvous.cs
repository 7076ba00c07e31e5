using System.Collections.Immutable;

namespace Fairlead.Node.Rendezvous;

/// <summary>All ranks of a job, in touch through rank 0 from their arrival until they are disposed of.</summary>
internal interface IRendezvous : IAsyncDisposable
{
    /// <summary>Cancelled when another rank has given up, or is lost.</summary>
    CancellationToken Broken { get; }

    /// <summary>Why it is broken; null while it is not.</summary>
    RendezvousException? Fault { get; }

    /// <summary>What rank 0 is at, for those who wait: each word of it extends their deadline.</summary>
    IProgress<string> Progress { get; }

    /// <summary>Waits until every rank is at the same phase.</summary>
    /// <param name="note">What this rank has to say.</param>
    /// <param name="decide">Called on rank 0 alone, once all are there, with their notes by rank; what it says goes to all.</param>
    /// <returns>What rank 0 decided.</returns>
    /// <exception cref="RendezvousException">A rank gave up, is lost or never came; or the deadline passed without progress.</exception>
    Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken);

    /// <summary>Has every rank end with this rank's reason, and waits a bounded time until they know.</summary>
    Task AbortAsync(string reason);
}
