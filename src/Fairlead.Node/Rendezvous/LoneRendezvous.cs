using System.Collections.Immutable;

namespace Fairlead.Node.Rendezvous;

/// <summary>A job of one rank meets nobody, and opens nothing.</summary>
internal sealed class LoneRendezvous : IRendezvous
{
    public CancellationToken Broken => CancellationToken.None;

    public RendezvousException? Fault => null;

    public IProgress<string> Progress { get; } = new Reporter();

    public Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken) =>
        decide([note], cancellationToken);

    public Task AbortAsync(string reason) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
