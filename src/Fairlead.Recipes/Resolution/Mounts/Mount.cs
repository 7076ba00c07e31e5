using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>Something that appears at a path inside the job's container.</summary>
public abstract record Mount(string Target, Origin Origin)
{
    /// <summary>What is mounted, without where: two mounts of one source at one target are the same mount.</summary>
    public abstract string Source { get; }
}

/// <summary>A path of the host, written <c>host:container[:options]</c>.</summary>
public sealed record HostMount(string HostPath, string Target, string? Options, Origin Origin) : Mount(Target, Origin)
{
    public override string Source => Options is null ? HostPath : $"{HostPath}:{Options}";
}

/// <summary>A git repository at one branch, tag or commit, written <c>${auto_mount:git+URL@REF[,TARGET]}</c>.</summary>
public sealed record GitMount(string Repository, string Reference, string Target, Origin Origin) : Mount(Target, Origin)
{
    public override string Source => $"git+{Repository}@{Reference}";
}

/// <summary>A directory of a platform's volume, written as a table with <c>path</c>, <c>mount_path</c> and <c>from</c> (Lepton).</summary>
public sealed record VolumeMount(string VolumePath, string Target, string? Volume, Origin Origin) : Mount(Target, Origin)
{
    public override string Source => $"{Volume}:{VolumePath}";
}
