using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Engine;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running;

/// <summary>How the engine of a run is talked to.</summary>
public static class DockerEngines
{
    private const string Podman = "podman";

    public static ContainerEngine For(DockerSite site) => new(site.Client, site.Host is { } host ? new Dictionary<string, string> { [HostVariable(site.Client)] = host } : null);

    /// <summary>The variable that has a client find an engine elsewhere.</summary>
    public static string HostVariable(string client) => client == Podman ? "CONTAINER_HOST" : "DOCKER_HOST";

    internal static DockerSite SiteOf(Run run) => run.SiteAs<DockerSite>();
}
