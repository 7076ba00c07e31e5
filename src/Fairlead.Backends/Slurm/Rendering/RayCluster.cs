using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What <c>ray.sh.hbs</c> is filled with: the cluster that a job's nodes make among themselves.</summary>
internal static class RayCluster
{
    /// <summary>The template's name, for those that include it.</summary>
    public const string Template = "ray";

    public const int UsualPort = 1200;

    private const int Attempts = 3;
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(5);

    // Each holds what is waited for inside of it: three attempts, and what the nodes do before they start Ray.
    private static readonly TimeSpan OneStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HeadIsThere = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AllHaveJoined = TimeSpan.FromMinutes(30);

    // Below 9000: above, some machines choose ports of their own. The head has even numbers, so that it can share a machine with one other node.
    private static readonly ImmutableArray<(string Flag, int Port)> WorkerPorts =
    [
        ("node-manager-port", 1301),
        ("object-manager-port", 1303),
        ("runtime-env-agent-port", 1305),
        ("dashboard-agent-grpc-port", 1307),
        ("metrics-export-port", 1309),
        ("dashboard-agent-listen-port", 1311),
    ];

    private static readonly ImmutableArray<(string Flag, int Port)> CommonPorts = [("min-worker-port", 2000), ("max-worker-port", 2999)];

    /// <summary>One node needs no cluster: the script starts Ray for itself.</summary>
    public static bool IsOf(ResolvedJob job, int nodes) => job.Launch == LaunchKind.Ray && nodes > 1;

    public static Dictionary<string, object> Model(ResolvedJob job, SlurmSettings settings, int nodes)
    {
        // A unit is a GPU, or a node that has none.
        var units = Math.Max(job.GpusPerNode ?? 0, 1);
        var head = new[] { ("port", settings.RayPort), ("ray-client-server-port", settings.RayPort + 1), ("dashboard-port", 8265) };
        return new Dictionary<string, object>
        {
            ["ray"] = IsOf(job, nodes),
            ["beforeRay"] = job.Launch == LaunchKind.Ray ? settings.BeforeRay.ToArray() : [],
            ["nodes"] = Text(nodes),
            ["attempts"] = Text(Attempts),
            ["gap"] = Text(Gap.TotalMilliseconds),
            ["startSeconds"] = Text(OneStart.TotalSeconds),
            ["headSeconds"] = Text(HeadIsThere.TotalSeconds),
            ["joinSeconds"] = Text(AllHaveJoined.TotalSeconds),
            ["units"] = Text(units * nodes),
            ["resources"] = $"{{\"worker_units\":{Text(units)},\"slurm_managed_ray_cluster\":1}}",
            ["port"] = Text(settings.RayPort),
            ["headPorts"] = Flags([.. head, .. WorkerPorts.Select(port => (port.Flag, port.Port + 1)), .. CommonPorts]),
            ["workerPorts"] = Flags([.. WorkerPorts, .. CommonPorts]),
        };
    }

    private static string Flags(ImmutableArray<(string Flag, int Port)> ports) => ShellWord.QuoteAll(ports.Select(port => $"--{port.Flag}={Text(port.Port)}"));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
