using Fairlead.Primitives;

namespace Fairlead.Node.Topology;

/// <param name="First">The lowest; 0 stands for any that is free.</param>
internal sealed record PortRange(int First, int Count)
{
    private const string Variable = "FAIRLEAD_RENDEZVOUS_PORT";
    private const int Lowest = 20000;
    private const int Candidates = 16;
    private const int Slots = 10000 / Candidates;
    private const int Highest = 65535;

    public int Last => First + Count - 1;

    public IEnumerable<int> All => Enumerable.Range(First, Count);

    public override string ToString() => Count == 1 ? $"{First}" : $"{First}-{Last}";

    /// <summary>As the environment names them; otherwise derived, so that all ranks find the same and most jobs find their own.</summary>
    /// <remarks>Below Linux's range for outgoing connections (32768-60999): one of those would hold the port, and a worker that dials it might meet itself.</remarks>
    public static PortRange Read(IReadOnlyDictionary<string, string> environment)
    {
        if (Named(environment) is { } named)
            return named;
        var seed = Seed(environment);
        return Slot(seed) is var derived && derived.All.Contains(Training(environment)) ? Slot(seed + 1) : derived;
    }

    /// <summary>Null when the environment names none.</summary>
    public static PortRange? Named(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(Variable, out var text) ? Parse(text) : null;

    /// <summary>What tells the ports of a job from those of others: the port of the training plus Slurm's number of the job.</summary>
    public static long Seed(IReadOnlyDictionary<string, string> environment) =>
        Training(environment) + (long)(EnvironmentNumber.Find(environment, ["SLURM_JOB_ID"], 0)?.Value ?? 0);

    private static int Training(IReadOnlyDictionary<string, string> environment) =>
        EnvironmentNumber.Find(environment, ["MASTER_PORT"], 1, Highest)?.Value ?? 29500;

    private static PortRange Slot(long number) => new(Lowest + (int)(number % Slots * Candidates), Candidates);

    private static PortRange Parse(string text)
    {
        var ends = text.Split('-');
        var first = EnvironmentNumber.Parse(Variable, ends[0], 1, Highest);
        var last = EnvironmentNumber.Parse(Variable, ends[^1], 1, Highest);
        return ends.Length <= 2 && first <= last && last - first < 1024
            ? new PortRange(first, last - first + 1)
            : throw FairleadException.Usage($"{Variable}: expected a port, or a first and a last one of at most 1024 such as 20000-20015, found '{text}'");
    }
}
