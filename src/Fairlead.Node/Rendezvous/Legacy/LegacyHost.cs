using System.Collections.Immutable;
using System.Net;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous.Legacy;

/// <summary>Rank 0's side of protocol 1: holds a connection of each other rank until all are there, and releases them.</summary>
internal sealed class LegacyHost : IRendezvous
{
    private static readonly Poll Arrival = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly JobTopology topology;
    private readonly ReadyGo protocol;
    private readonly RendezvousLimits limits;
    private readonly TimeProvider time;
    private readonly GuardedListener listener;
    private Dictionary<int, LineStream> held = [];

    private LegacyHost(JobTopology topology, ReadyGo protocol, RendezvousLimits limits, TimeProvider time, Action<string> log, IPAddress address)
    {
        this.topology = topology;
        this.protocol = protocol;
        this.limits = limits;
        this.time = time;
        listener = GuardedListener.Open(address, topology.Ports, topology.World, limits, time, log, LetInAsync);
    }

    public CancellationToken Broken => CancellationToken.None;

    public RendezvousException? Fault => null;

    public IProgress<string> Progress { get; } = new Reporter();

    /// <exception cref="FairleadException">MASTER_ADDR is not of this host, or none of the ports is free.</exception>
    public static async Task<LegacyHost> OpenAsync(JobTopology topology, ReadyGo protocol, RendezvousLimits limits, TimeProvider time, Action<string> log, CancellationToken cancellationToken) =>
        new(topology, protocol, limits, time, log, await OwnAddress.FindAsync(topology.MasterAddress, cancellationToken));

    public async Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken)
    {
        await (Arrival with { Patience = limits.Deadline }).UntilAsync(
            () => Task.FromResult(Missing()),
            ranks => ranks.Count == 0,
            ranks => new RendezvousException($"{Texts.Ranks(ranks)} did not come to {phase} within {limits.Deadline.TotalSeconds:0} s; rank 0 listens at {listener.EndPoint}"),
            time,
            cancellationToken);
        var word = await decide([note, .. Enumerable.Repeat("", topology.World - 1)], cancellationToken);
        _ = protocol.Go(topology.World, word); // what cannot be said to all is said to none
        await ReleaseAsync(phase, word, cancellationToken);
        return word;
    }

    public Task AbortAsync(string reason) => Task.CompletedTask;

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task<Func<CancellationToken, Task>> LetInAsync(LineStream lines, CancellationToken patience)
    {
        var rank = protocol.ReadyRank(await lines.ReadAsync(ReadyGo.ReadyLimit, patience) ?? throw new EndOfStreamException(), topology.World);
        return cancellationToken => HoldAsync(rank, lines, cancellationToken);
    }

    // A rank that comes again has lost its first connection, even where that is not known here yet.
    private async Task HoldAsync(int rank, LineStream lines, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (held.Remove(rank, out var former))
                former.Dispose();
            held[rank] = lines;
        }

        try
        {
            await lines.ReadAsync(ReadyGo.ReadyLimit, cancellationToken);
        }
        finally
        {
            lock (gate)
            {
                if (held.GetValueOrDefault(rank) == lines)
                    held.Remove(rank);
            }
        }
    }

    private List<int> Missing()
    {
        lock (gate)
            return [.. Enumerable.Range(1, topology.World - 1).Where(rank => !held.ContainsKey(rank))];
    }

    private async Task ReleaseAsync(Phase phase, string word, CancellationToken cancellationToken)
    {
        Dictionary<int, LineStream> released;
        lock (gate)
            (released, held) = (held, []);
        var told = await Task.WhenAll(released.Select(async pair => (Rank: pair.Key, IsTold: await IsToldAsync(pair.Value, protocol.Go(pair.Key, word), cancellationToken))));
        var untold = told.Where(one => !one.IsTold).Select(one => one.Rank).Concat(Enumerable.Range(1, topology.World - 1).Except(released.Keys)).Order().ToList();
        if (untold.Count > 0)
            throw new RendezvousException($"{Texts.Ranks(untold)} went away before rank 0 could end {phase}");
    }

    private static async Task<bool> IsToldAsync(LineStream lines, string go, CancellationToken cancellationToken)
    {
        try
        {
            await lines.WriteAsync(go, cancellationToken);
            lines.EndOutput();
            return true;
        }
        catch (Exception exception) when (Ending.Is(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
