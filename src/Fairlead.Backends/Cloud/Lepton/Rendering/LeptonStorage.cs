using System.Collections.Immutable;
using Fairlead.Recipes.Resolution.Mounts;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

/// <summary>Where a directory of the pods lies in the storage API.</summary>
/// <param name="Path">As <c>volume/path</c>; null: its mount names no volume.</param>
internal sealed record LeptonStorage(string? Path)
{
    /// <summary>The place of <paramref name="directory"/>, on the volume of the innermost mount that holds it; null: no mount does.</summary>
    public static LeptonStorage? Of(string directory, ImmutableArray<VolumeMount> mounts) =>
        MountOf(directory, mounts) is { } mount ? new(Place(directory, mount)) : null;

    /// <summary>The innermost mount through which a directory is seen; null: there is none.</summary>
    public static VolumeMount? MountOf(string directory, ImmutableArray<VolumeMount> mounts) =>
        mounts.Where(mount => IsBelow(directory, mount)).MaxBy(mount => mount.Target.Length);

    /// <summary>The place of a directory of the pods on the volume it is seen through.</summary>
    public static string OnVolume(string directory, VolumeMount mount) =>
        $"/{mount.VolumePath.Trim('/')}/{directory[mount.Target.TrimEnd('/').Length..].Trim('/')}".Replace("//", "/", StringComparison.Ordinal).TrimEnd('/');

    // A volume is named by its kind and its own name, as in node-nfs:lab7.
    private static string? Place(string directory, VolumeMount mount) =>
        mount.Volume?.Split(':', 2) is [_, { Length: > 0 } volume] ? $"{volume}{OnVolume(directory, mount)}" : null;

    private static bool IsBelow(string directory, VolumeMount mount) =>
        directory == mount.Target.TrimEnd('/') || directory.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal);
}
