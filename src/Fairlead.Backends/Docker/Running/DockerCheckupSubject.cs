using Fairlead.Backends.Docker.Rendering;

namespace Fairlead.Backends.Docker.Running;

/// <summary>What a profile wants of a container engine.</summary>
/// <param name="Image">The reference that jobs are started from; null: it is built first.</param>
/// <param name="RunsRoot">The folder below which run folders lie.</param>
public sealed record DockerCheckupSubject(DockerSite Site, string? Image, GpuRequest? Gpus, string RunsRoot);
