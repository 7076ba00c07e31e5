namespace Fairlead.Backends.Docker.Running;

/// <summary>The labels of a run's containers.</summary>
internal static class DockerLabels
{
    /// <summary>The run's id.</summary>
    public const string Run = "dev.fairlead.run";

    /// <summary>The request's name: the same for every attempt.</summary>
    public const string Job = "dev.fairlead.job";

    /// <summary>The request's key.</summary>
    public const string Key = "dev.fairlead.key";

    /// <summary>Counted from 0.</summary>
    public const string Node = "dev.fairlead.node";

    /// <summary>The run folder on the host.</summary>
    public const string Directory = "dev.fairlead.directory";
}
