using System.Collections.Frozen;
using Fairlead.Emulators.Lepton.Bodies;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which mounts are accepted: all three fields, and no directory of the system (leptonai/leptonai: leptonai/api/v2/job_validation.py).</summary>
internal static class LeptonMountRules
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/media", "/opt", "/proc", "/run", "/sbin", "/srv", "/sys", "/usr", "/usr/bin", "/usr/lib",
        "/usr/local", "/usr/sbin", "/var", "/sys/fs/cgroup", "/sys/kernel/security", "/proc/sys", "/proc/bus");

    public static LeptonRefusal? Check(LeptonMount mount) => mount switch
    {
        { Path: null or "" } => LeptonRefusal.Invalid("a mount needs path"),
        { MountPath: null or "" } => LeptonRefusal.Invalid("a mount needs mount_path"),
        { From: null or "" } => LeptonRefusal.Invalid("a mount needs from"),
        { Path: var path } when !Path.IsPathRooted(path) => LeptonRefusal.Invalid($"mount path '{path}' is not absolute"),
        { Path: var path } when path.Split('/').Contains("..") => LeptonRefusal.Invalid($"mount path '{path}' leads out of the volume"),
        { MountPath: var path } when !Path.IsPathRooted(path) => LeptonRefusal.Invalid($"mount_path '{path}' is not absolute"),
        { MountPath: var path } when Reserved.Contains(Normal(path)) => LeptonRefusal.Invalid($"mount_path '{path}' is reserved"),
        _ => null,
    };

    private static string Normal(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
