using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers.Launching;

/// <summary>The launchers, by their names in a manifest. A model's script starts its processes with <c>$MAD_MULTI_NODE_RUNNER script.py</c>, as upstream's do.</summary>
internal static class Launchers
{
    private const string Direct = "direct";
    private const string Runner = "MAD_MULTI_NODE_RUNNER";
    private const string HostFile = "hostfile";

    private static readonly FrozenDictionary<string, Func<LaunchRequest, LauncherPlan>> Known = new Dictionary<string, Func<LaunchRequest, LauncherPlan>>
    {
        [Direct] = request => Plan(request),
        ["torchrun"] = request => Plan(request, [Computed(Runner, TorchRun(request)), Otherwise("TORCH_ELASTIC_RDZV_TIMEOUT", "3600")]),
        ["deepspeed"] = request => Plan(request, [Computed(Runner, DeepSpeed(request))], (HostFile, Hosts(request))),
        ["vllm"] = request => Plan(request,
        [
            Otherwise("VLLM_TENSOR_PARALLEL_SIZE", Text(request.Processes)),
            Otherwise("VLLM_PIPELINE_PARALLEL_SIZE", Text(request.Topology.World)),
            Otherwise("VLLM_DISTRIBUTED_BACKEND", request.Topology.IsAlone ? "mp" : "ray"),
        ]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="name">Null: the script starts its processes itself.</param>
    /// <exception cref="FairleadException">There is no such launcher, or it has to know the nodes and nobody named them.</exception>
    public static LauncherPlan Plan(string? name, LaunchRequest request) => Known.TryGetValue(name ?? Direct, out var launcher)
        ? launcher(request)
        : throw FairleadException.Usage($"distributed.launcher: expected one of {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}, found '{name}'.{Suggest.DidYouMean(name!, Known.Keys)}", "name another, or leave it out and have the script start its processes");

    private static LauncherPlan Plan(LaunchRequest request, ImmutableArray<Declared> own = default, params (string Name, string Text)[] files) => new(
        [
            Computed("MASTER_ADDR", request.Topology.MasterAddress),
            Computed("MASTER_PORT", Text(request.Port)),
            Computed("NNODES", Text(request.Topology.World)),
            Computed("WORLD_SIZE", Text(request.Topology.World)),
            Computed("NODE_RANK", Text(request.Topology.Rank)),
            Computed("RANK", Text(request.Topology.Rank)),
            Computed("NPROC_PER_NODE", Text(request.Processes)),
            Computed("GPUS_PER_NODE", Text(request.Gpus)),
            Computed("MAD_RUNTIME_NGPUS", Text(request.Gpus)),
            .. own.IsDefault ? [] : own,
        ],
        files.ToImmutableSortedDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal));

    private static string TorchRun(LaunchRequest request) => request.Topology.IsAlone
        ? $"torchrun --standalone --nproc_per_node={Text(request.Processes)}"
        : $"torchrun --nnodes={Text(request.Topology.World)} --nproc_per_node={Text(request.Processes)} --node_rank={Text(request.Topology.Rank)} --master_addr={request.Topology.MasterAddress} --master_port={Text(request.Port)}";

    // Each node's container starts its own processes: there is no SSH between containers (deepspeed, "Launching without passwordless SSH").
    private static string DeepSpeed(LaunchRequest request) => request.Topology.IsAlone
        ? $"deepspeed --num_gpus={Text(request.Processes)}"
        : $"deepspeed --hostfile={ContainerPlan.Helpers}/{HostFile} --no_ssh --node_rank={Text(request.Topology.Rank)} --master_addr={request.Topology.MasterAddress} --master_port={Text(request.Port)}";

    private static string Hosts(LaunchRequest request) => request switch
    {
        { Topology.IsAlone: true } => Slots([request.Topology.MasterAddress], request),
        { Hosts: { } hosts } when hosts.Length == request.Topology.World => Slots(hosts, request),
        _ => throw FairleadException.Usage($"the launcher deepspeed has to know the {Text(request.Topology.World)} nodes of the job, found {(request.Hosts is { } hosts ? Text(hosts.Length) : "none")}", "--hosts=NAME,NAME,… in the order of the ranks"),
    };

    private static string Slots(IEnumerable<string> hosts, LaunchRequest request) => string.Concat(hosts.Select(host => $"{host} slots={Text(request.Processes)}\n"));

    private static Declared Computed(string name, string value) => new(Field.Variable, name, new Given.Data(value), Layer.Computed, "the launcher");

    private static Declared Otherwise(string name, string value) => new(Field.Variable, name, new Given.Data(value), Layer.Default, "the launcher");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
