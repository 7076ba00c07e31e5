using System.Collections.Immutable;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>What a job's settings say to a container engine.</summary>
public sealed record DockerSettings
{
    internal const string Podman = "podman";
    private const string ClientKey = "container_client";
    private const string NetworkKey = "network";
    private const string HostNetwork = "host";

    // Networks on which containers have no names.
    private static readonly string[] Nameless = [HostNetwork, "none", "bridge"];

    /// <summary>docker or podman.</summary>
    public required string Client { get; init; }

    /// <summary>Null: whoever submits.</summary>
    internal string? User { get; init; }

    public required string Network { get; init; }

    public GpuRequest? Gpus { get; init; }

    internal string? IpcMode { get; init; }

    internal string? SharedMemory { get; init; }

    internal ImmutableArray<string> Limits { get; init; } = [];

    internal ImmutableArray<DockerOption> Extra { get; init; } = [];

    internal DockerMountPlan Mounts { get; init; } = DockerMountPlan.None;

    /// <summary>What of the mounts gives way to others, a line each.</summary>
    public ImmutableArray<string> Warnings => Mounts.Warnings;

    /// <exception cref="FairleadException">A setting that an engine cannot carry; the message names its place.</exception>
    public static DockerSettings Of(ResolvedJob job)
    {
        var settings = new SettingReader(job.ExecutorSettings);
        var extra = DockerArguments.Parse(settings.Words("docker_args"));
        return new DockerSettings
        {
            Client = ClientOf(job.ExecutorSettings),
            User = settings.Text("container_user"),
            Network = NetworkOf(settings, job.Nodes),
            Gpus = GpuReader.Read(job, settings),
            IpcMode = settings.Text("ipc_mode"),
            SharedMemory = settings.Text("shm_size"),
            Limits = [.. settings.Texts("ulimits").Select(limit => limit.Text)],
            Extra = extra,
            Mounts = DockerMountPlan.Of(job.Mounts, extra),
        };
    }

    /// <summary>The network is one of the user's, on which containers are reached by name.</summary>
    internal static bool HasNames(string network) => !Nameless.Contains(network);

    /// <param name="settings">Of a job, or of a profile alone.</param>
    /// <exception cref="FairleadException">It is neither docker nor podman.</exception>
    public static string ClientOf(TableSetting settings)
    {
        var reader = new SettingReader(settings);
        return reader.Text(ClientKey) switch
        {
            null or "docker" => "docker",
            Podman => Podman,
            var other => throw reader.OriginOf(ClientKey).Fault($"'{ClientKey}' expects docker or podman, found '{other}'"),
        };
    }

    private static string NetworkOf(SettingReader settings, int nodes)
    {
        var network = settings.Text(NetworkKey) ?? HostNetwork;
        return nodes == 1 || network == HostNetwork || HasNames(network)
            ? network
            : throw settings.OriginOf(NetworkKey).Fault($"the {nodes} nodes of the job do not reach each other on the network '{network}'", "use host, or a network of your own by name");
    }
}
