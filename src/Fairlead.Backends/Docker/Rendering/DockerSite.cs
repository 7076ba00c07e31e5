using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Runs;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Which container engine a job was given to.</summary>
/// <param name="Client">The program that talks to it: docker or podman.</param>
/// <param name="Host">Its address, as in DOCKER_HOST; null: the client's own choice.</param>
public sealed record DockerSite(string Client, string? Host = null) : BackendSite
{
    [JsonIgnore]
    public override JsonTypeInfo Format => DockerFormat.Default.DockerSite;
}
