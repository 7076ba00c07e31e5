namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Paths inside a container.</summary>
internal static class ContainerPath
{
    public const string RunDirectory = "/fairlead/run";
}
