using Fairlead.Emulators.Lepton.Workspace;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Lepton.Storage;

/// <summary>A path of a volume, on this machine.</summary>
internal static class LeptonStoragePath
{
    /// <summary>Null when it would lead out of the volume.</summary>
    public static string? Resolve(Volumes volumes, string volume, string path)
    {
        if (path.Split('/').Contains(".."))
            return null;
        var root = volumes.DirectoryOf(LeptonVolume.NameOf(volume));
        var target = Path.TrimEndingDirectorySeparator(Path.Join(root, path));
        return LeadsOut(root, target) ? null : target;
    }

    // A job can leave a link in its volume.
    private static bool LeadsOut(string root, string target)
    {
        for (var place = target; place.Length > root.Length; place = Path.GetDirectoryName(place)!)
        {
            if (new FileInfo(place).LinkTarget is not null
                && File.ResolveLinkTarget(place, returnFinalTarget: true)?.FullName.StartsWith($"{root}/", StringComparison.Ordinal) is false)
                return true;
        }

        return false;
    }
}
