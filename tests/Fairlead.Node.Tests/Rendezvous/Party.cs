using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>The ranks of one job, in this process, over real sockets.</summary>
internal sealed class Party : IAsyncDisposable
{
    public static readonly Phase Published = new("published", "sha256:1");
    public static readonly Phase Ready = new("ready", "sha256:1");
    public static readonly JobSecret Secret = JobSecret.Parse(new string('a', 64), "test");
    public static readonly JobSecret OtherSecret = JobSecret.Parse(new string('b', 64), "test");
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<IAsyncDisposable> guests = [];
    private readonly ConcurrentQueue<string> log = [];
    private IAsyncDisposable? host;

    public Party(int world, int? port = null) => Topology = new JobTopology(0, world, "127.0.0.1", new PortRange(port ?? Ports.Next(), 1), "7", 0);

    public JobTopology Topology { get; init; }

    public RendezvousLimits Limits { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public int Port => Topology.Ports.First;

    public IReadOnlyCollection<string> Log => log;

    /// <summary>Bounds a wait that must end: what hangs is a failure.</summary>
    public static Task<T> SoonAsync<T>(Task<T> task) => task.WaitAsync(Hang);

    public static Task SoonAsync(Task task) => task.WaitAsync(Hang);

    /// <summary>Waits for what only time shows.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Hang);
        while (!isSo())
            await Task.Delay(5, patience.Token);
    }

    public static Task<string> MeetAsync(IRendezvous rank, Phase phase, string note = "", string payload = "go") =>
        SoonAsync(rank.MeetAsync(phase, note, (_, _) => Task.FromResult(payload), CancellationToken.None));

    public static Task<string> MeetAsync(IRendezvous rank, Phase phase, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide) =>
        SoonAsync(rank.MeetAsync(phase, "", decide, CancellationToken.None));

    public static async Task<RendezvousException> FailureAsync(Func<Task> meeting) => (await Assert.ThrowsAsync<RendezvousException>(() => meeting()))!;

    public async Task<IRendezvous> HostAsync() => (IRendezvous)(host = await JoinAsync(Topology, Secret));

    public async Task<IRendezvous> GuestAsync(int rank, JobSecret? secret = null, Func<JobTopology, JobTopology>? change = null)
    {
        var guest = await JoinAsync((change ?? (topology => topology))(Topology with { Rank = rank }), secret ?? Secret);
        guests.Add(guest);
        return guest;
    }

    /// <summary>All ranks, rank 0 first.</summary>
    public async Task<IRendezvous[]> AllAsync() =>
        [await HostAsync(), .. await Task.WhenAll(Enumerable.Range(1, Topology.World - 1).Select(rank => GuestAsync(rank)))];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(guests.Append(host).OfType<IAsyncDisposable>().Select(one => one.DisposeAsync().AsTask()));
    }

    private Task<IRendezvous> JoinAsync(JobTopology topology, JobSecret secret) =>
        Gathering.JoinAsync(topology, secret, Limits, Time, log.Enqueue, CancellationToken.None);
}
