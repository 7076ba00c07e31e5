using Fairlead.Node.Rendezvous;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>All ranks of a job but the last, which wait for it at the first phase.</summary>
internal sealed class RendezvousJob : IAsyncDisposable
{
    private static readonly JobSecret Secret = JobSecret.Parse(new string('a', 64), "benchmark");

    private readonly JobTopology topology;
    private readonly List<IRendezvous> ranks = [];
    private readonly List<Task<string>> waiting = [];

    private RendezvousJob(int world) => topology = new JobTopology(0, world, "127.0.0.1", new PortRange(FreePort.Find(), 1), "1", 0);

    public int Port => topology.Ports.First;

    public static async Task<RendezvousJob> StartAsync(int world, Phase first, CancellationToken cancellationToken)
    {
        var job = new RendezvousJob(world);
        for (var rank = 0; rank < world - 1; rank++)
        {
            job.ranks.Add(await job.JoinAsync(rank, cancellationToken));
            job.waiting.Add(MeetAsync(job.ranks[rank], first, cancellationToken));
        }

        await Task.Delay(TimeSpan.FromSeconds(Math.Max(1, world / 1000)), cancellationToken);
        return job;
    }

    /// <summary>The last rank comes, and all meet at all phases.</summary>
    public async Task FinishAsync(IReadOnlyList<Phase> phases, CancellationToken cancellationToken)
    {
        ranks.Add(await JoinAsync(ranks.Count, cancellationToken));
        waiting.Add(MeetAsync(ranks[^1], phases[0], cancellationToken));
        await Task.WhenAll(ranks.Select(async (rank, number) =>
        {
            await waiting[number];
            foreach (var phase in phases.Skip(1))
                await MeetAsync(rank, phase, cancellationToken);
        }));
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(ranks.AsEnumerable().Reverse().Select(rank => rank.DisposeAsync().AsTask()));

    private static Task<string> MeetAsync(IRendezvous rank, Phase phase, CancellationToken cancellationToken) =>
        rank.MeetAsync(phase, "", (_, _) => Task.FromResult("go"), cancellationToken);

    private Task<IRendezvous> JoinAsync(int rank, CancellationToken cancellationToken) =>
        Gathering.JoinAsync(topology with { Rank = rank }, Secret, new RendezvousLimits(), TimeProvider.System, _ => { }, cancellationToken);
}
