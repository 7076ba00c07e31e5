using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Node.Topology;

/// <summary>Where in its job this rank is; there is one per node.</summary>
/// <param name="MasterAddress">Name or address of rank 0's node.</param>
/// <param name="Ports">Candidates for rank 0's listener, in order.</param>
/// <param name="Job">What tells this job from others; the scheduler's id where there is one.</param>
/// <param name="Attempt">Counts the scheduler's restarts of the job.</param>
internal sealed record JobTopology(int Rank, int World, string MasterAddress, PortRange Ports, string Job, int Attempt)
{
    private static readonly string[] Ranks = ["NODE_RANK", "RANK", "SLURM_NODEID", "SLURM_PROCID"];
    private static readonly string[] Worlds = ["NNODES", "WORLD_SIZE", "SLURM_JOB_NUM_NODES"];

    public bool IsFirst => Rank == 0;

    public bool IsAlone => World == 1;

    /// <summary>From the variables of launchers and of Slurm, the launchers' first.</summary>
    /// <exception cref="FairleadException">One of them is not what it should be.</exception>
    public static JobTopology Read(IReadOnlyDictionary<string, string> environment)
    {
        var world = EnvironmentNumber.Find(environment, Worlds, 1) ?? new EnvironmentNumber(Worlds[0], 1);
        return new JobTopology(
            RankOf(environment, world),
            world.Value,
            AddressOf(environment),
            PortRange.Read(environment),
            (EnvironmentNumber.Find(environment, ["SLURM_JOB_ID"], 0)?.Value ?? 0).ToString(CultureInfo.InvariantCulture),
            EnvironmentNumber.Find(environment, ["SLURM_RESTART_COUNT"], 0)?.Value ?? 0);
    }

    private static int RankOf(IReadOnlyDictionary<string, string> environment, EnvironmentNumber world) =>
        EnvironmentNumber.Find(environment, Ranks, 0) switch
        {
            { } rank when rank.Value < world.Value => rank.Value,
            { } rank => throw FairleadException.Usage($"{rank.Variable}: expected a rank below {world.Variable}, which is {world.Value}, found '{environment[rank.Variable]}'"),
            null when world.Value == 1 => 0,
            null => throw FairleadException.Usage($"expected a rank in {string.Join(", ", Ranks)}, since {world.Variable} is {world.Value}, found none of them"),
        };

    private static string AddressOf(IReadOnlyDictionary<string, string> environment)
    {
        var address = environment.GetValueOrDefault("MASTER_ADDR", "127.0.0.1");
        return Uri.CheckHostName(address) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? address
            : throw FairleadException.Usage($"MASTER_ADDR: expected the name or address of rank 0's node, found '{address}'");
    }
}
