using System.Globalization;
using Fairlead.Node.Rendezvous;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>
/// Both phases of a job's rendezvous from the last arrival on, all ranks in this process on the loopback, beside a barrier like madengine's. A rank is two
/// descriptors here: 4,096 of them and the strangers need <c>ulimit -n 20000</c>.
/// </summary>
internal static class RendezvousComparisons
{
    private const int Silent = 1000;
    private const int Garbage = 1000;
    private static readonly Phase[] Phases = [new("published", "sha256:1"), new("ready", "sha256:1")];

    public static IReadOnlyList<Comparison> All { get; } =
    [
        Of("rendezvous-64", "none", 64),
        Of("rendezvous-1024", "none", 1024),
        Of("rendezvous-4096", "at most 1 s", 4096),
        OfStrangers("rendezvous-64-strangers", "none", 64),
        OfStrangers("rendezvous-1024-strangers", "none", 1024),
        OfStrangers("rendezvous-4096-strangers", "at most 1 s", 4096),
    ];

    private static Comparison Of(string name, string budget, int world) =>
        new(name, budget, Pairs: 3, (workplace, _) => Task.FromResult((Ours("two phases", workplace, world, new Strangers(0, 0)), Peer("READY/GO twice", workplace, world, silent: 0))));

    // The peer needs two seconds for each silent one: all of them would take an hour.
    private static Comparison OfStrangers(string name, string budget, int world) =>
        new(name, budget, Pairs: 3, (workplace, _) => Task.FromResult((Ours($"two phases, {Silent + Garbage} strangers", workplace, world, new Strangers(Silent, Garbage)), Peer("READY/GO twice, 2 silent", workplace, world, silent: 2))));

    private static Side Ours(string name, Workplace workplace, int world, Strangers strangers)
    {
        RendezvousJob? job = null;
        var least = TimeSpan.MaxValue;
        workplace.EndWith(EndAsync);
        return new Side(name, FinishAsync)
        {
            Remark = () => $"{least.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)} s of processor time at least, of all ranks together",
            ArrangeAsync = async cancel =>
            {
                await EndAsync();
                job = await RendezvousJob.StartAsync(world, Phases[0], cancel);
                await strangers.CallAsync(job.Port, isGreeted: true, cancel);
            },
        };

        // Where others use the machine, wall-clock times say little.
        async Task FinishAsync(CancellationToken cancellationToken)
        {
            var before = Environment.CpuUsage.TotalTime;
            await job!.FinishAsync(Phases, cancellationToken);
            least = new[] { least, Environment.CpuUsage.TotalTime - before }.Min();
        }

        async Task EndAsync()
        {
            strangers.Leave();
            if (job is not null)
                await job.DisposeAsync();
        }
    }

    private static Side Peer(string name, Workplace workplace, int world, int silent)
    {
        ReadyGoJob? job = null;
        var strangers = new Strangers(silent, 0);
        workplace.EndWith(End);
        return new Side(name, cancel => job!.FinishAsync(Phases.Length, cancel))
        {
            ArrangeAsync = async cancel =>
            {
                await End();
                job = await ReadyGoJob.StartAsync(world, cancel);
                await strangers.CallAsync(job.Port, isGreeted: false, cancel);
            },
        };

        Task End()
        {
            strangers.Leave();
            job?.Dispose();
            return Task.CompletedTask;
        }
    }
}
