using System.ComponentModel;
using System.Diagnostics;
using Fairlead.Primitives;

namespace Fairlead.Emulators.Pods;

/// <summary>Starts the first process of a pod, in a session of its own and with nothing of our environment but PATH.</summary>
internal static class PodLaunch
{
    private const int ArgumentListTooLong = 7;
    private static readonly string[] ToolFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    // Positional: how many mounts; per mount its source, its path and ro or rw; then the command.
    private const string MountAndRun = """
        count=$1
        shift
        while [ "$count" -gt 0 ]; do
            @mount --bind -o "$3" -- "$1" "$2" || exit 125
            shift 3
            count=$((count - 1))
        done
        exec "$@"
        """;

    /// <param name="folder">The pod's own, for scratch.</param>
    /// <exception cref="FairleadException">It cannot be started: its arguments and variables are too long, or a mount path is missing.</exception>
    public static Process Start(PodSpec spec, string path, string folder)
    {
        var variables = Expansion.Expand(spec.Variables);
        var command = spec.Command.Select(word => Expansion.Expand(word, variables));
        var start = new ProcessStartInfo(Tool("setsid"), [.. Mounting(spec.Mounts), .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Own(spec, path, folder).Concat(variables))
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception) when (exception.NativeErrorCode == ArgumentListTooLong)
        {
            throw FairleadException.Stage($"exec {spec.Command[0]}: argument list too long", next: null, exception);
        }
    }

    private static Dictionary<string, string> Own(PodSpec spec, string path, string folder) => new()
    {
        ["PATH"] = path,
        ["HOME"] = folder,
        ["TMPDIR"] = folder,
        ["HOSTNAME"] = spec.Name,
    };

    // A volume that is mounted where it lies needs nothing, not even the right to mount.
    private static string[] Mounting(IReadOnlyList<PodMount> mounts)
    {
        var needed = mounts.Where(mount => mount.ReadOnly || Path.GetFullPath(mount.Path) != Path.GetFullPath(mount.Source)).ToList();
        if (needed.Find(mount => !Directory.Exists(mount.Path)) is { } missing)
            throw FairleadException.Stage($"the mount path {missing.Path} does not exist on this machine", $"make it, or mount the volume where it lies: {missing.Source}");
        return needed.Count == 0
            ? []
            : [
                Tool("unshare"), "--mount", "/bin/sh", "-c", MountAndRun.Replace("@mount", Tool("mount"), StringComparison.Ordinal), "sh", $"{needed.Count}",
                .. needed.SelectMany(mount => new[] { mount.Source, mount.Path, mount.ReadOnly ? "ro" : "rw" }),
            ];
    }

    // An image can lack what starts its pods.
    private static string Tool(string name) =>
        ToolFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw FairleadException.Stage($"pods need the program {name}, which is in none of {string.Join(", ", ToolFolders)}", "install util-linux");
}
