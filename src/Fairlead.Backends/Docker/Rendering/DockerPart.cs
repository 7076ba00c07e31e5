using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>What a request for a container engine says beyond its files.</summary>
/// <param name="Client">docker or podman.</param>
/// <param name="Image">The reference of the image that each node's container is made from.</param>
/// <param name="ImageKey">The key of the build that the image must come from; null: whatever the reference names.</param>
/// <param name="Network">What the containers are connected to.</param>
/// <param name="User">Null: whoever submits.</param>
/// <param name="HostPaths">Paths that must be there, so that the engine makes no empty folders in their place.</param>
/// <param name="Options">Options of <c>docker create</c>, in order; GPUs, names, labels, the run folder and the place of a node are added when it is called.</param>
public sealed record DockerPart(
    string Client,
    string Image,
    Digest? ImageKey,
    string Network,
    string? User,
    GpuRequest? Gpus,
    ImmutableArray<string> HostPaths,
    ImmutableArray<string> Options) : JobPart
{
    [JsonIgnore]
    public override JsonTypeInfo Format => DockerFormat.Default.DockerPart;

    /// <summary>Where each container shows the run folder.</summary>
    public const string RunDirectory = ContainerPath.RunDirectory;

    /// <summary>The option that shows the run folder to a container.</summary>
    public static string RunMount(string directory) => $"--mount={CsvField.Join("type=bind", $"source={directory}", $"target={RunDirectory}")}";

    /// <summary>The containers find each other by name; elsewhere they share this machine's addresses.</summary>
    [JsonIgnore]
    public bool HasNames => DockerSettings.HasNames(Network);
}
