using System.Text;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Where the sockets of shared SSH connections lie: a directory that nobody else can enter, for whoever opens a socket is logged in.</summary>
internal sealed class ControlDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Of the 104 bytes that every system grants a socket's path, less the 17 of ssh's temporary suffix and a NUL.</summary>
    private const int LongestSocketPath = 86;

    private readonly string path;

    private ControlDirectory(string path) => this.path = path;

    /// <exception cref="FairleadException">It cannot be made, or is not ours alone.</exception>
    public static ControlDirectory OfThisUser()
    {
        var parent = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? runtime : Path.GetTempPath();
        return At(Path.Combine(parent, $"fairlead-ssh-{LibC.EffectiveUser()}"));
    }

    /// <inheritdoc cref="OfThisUser"/>
    public static ControlDirectory At(string path)
    {
        const string Elsewhere = "set XDG_RUNTIME_DIR to a directory of yours that is readable by nobody else";
        try
        {
            LibC.TryMakeDirectory(path);
        }
        catch (IOException exception)
        {
            throw FairleadException.Usage($"the sockets of SSH connections need a directory: {exception.Message}", Elsewhere, exception);
        }

        return IsOursAlone(path)
            ? new ControlDirectory(path)
            : throw FairleadException.Usage($"'{path}' holds the sockets of SSH connections and must be a directory of yours with mode 0700", $"remove it, or {Elsewhere}");
    }

    /// <summary>Equal for equal connections, in every process of this user.</summary>
    public string Socket(SlurmSite site)
    {
        var name = Digest.Of(Encoding.UTF8.GetBytes($"{site with { Directory = "" }}")).ToString()[..16];
        var socket = Path.Combine(path, name);
        return Encoding.UTF8.GetByteCount(socket) <= LongestSocketPath
            ? socket
            : throw FairleadException.Usage($"the path of a socket has at most {LongestSocketPath} bytes, found '{socket}'", "set XDG_RUNTIME_DIR to a shorter path");
    }

    private static bool IsOursAlone(string path) =>
        FileStatus.Read(path) is { Kind: FileKind.Folder } status
        && (status.Owner is not { } owner || owner == LibC.EffectiveUser())
        && !OperatingSystem.IsWindows() && File.GetUnixFileMode(path) == OwnerOnly;
}
