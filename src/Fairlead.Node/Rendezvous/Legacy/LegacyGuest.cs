using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Legacy;

/// <summary>Any other rank's side of protocol 1. It greets all candidates at once, and so none that is silent can keep it from rank 0.</summary>
internal sealed class LegacyGuest(JobTopology topology, ReadyGo protocol, RendezvousLimits limits, TimeProvider time) : IRendezvous
{
    public CancellationToken Broken => CancellationToken.None;

    public RendezvousException? Fault => null;

    public IProgress<string> Progress { get; } = new Reporter();

    public async Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var search = new Search<Release>(topology, CallAsync, limits.Deadline, time);
        try
        {
            using var release = await search.FindAsync(either.Token);
            return release.Word;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RendezvousException($"rank 0 did not end {phase} within {limits.Deadline.TotalSeconds:0} s: {search.Report}", 0, inner: exception);
        }
    }

    public Task AbortAsync(string reason) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [SuppressMessage("Reliability", "CA2000", Justification = "The lines own the socket and belong to what is returned; without that, both are closed.")]
    private async Task<Release> CallAsync(IPEndPoint candidate, CancellationToken cancellationToken)
    {
        var socket = TcpSocket.For(candidate.Address);
        try
        {
            await socket.ConnectAsync(candidate, cancellationToken);
            if (Equals(socket.LocalEndPoint, socket.RemoteEndPoint))
                throw new WireException("nobody listens there, and the call met itself");
            var lines = new LineStream(socket);
            await lines.WriteAsync(protocol.Ready(topology.Rank), cancellationToken);
            var go = await lines.ReadAsync(ReadyGo.GoLimit, cancellationToken) ?? throw new EndOfStreamException("closed without a word");
            return new Release(lines, protocol.GoWord(go, topology.Rank));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record Release(LineStream Lines, string Word) : IDisposable
    {
        public void Dispose() => Lines.Dispose();
    }
}
