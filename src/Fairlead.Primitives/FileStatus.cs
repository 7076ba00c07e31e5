using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fairlead.Primitives;

/// <summary>What the file system says of a path.</summary>
public readonly record struct FileStatus(FileKind Kind, long Size, bool Executable, FileStamp Stamp)
{
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;

    /// <summary>The number of the user it belongs to; null where the framework cannot tell.</summary>
    public uint? Owner { get; private init; }

    /// <summary>The file has another name as well (a hard link); false where the framework cannot tell.</summary>
    public bool HasOtherNames { get; private init; }

    /// <returns>Null when there is nothing at that path.</returns>
    /// <exception cref="FairleadException">The path may not be examined.</exception>
    public static FileStatus? Read(string path, bool followLinks = false)
    {
        if (!OperatingSystem.IsLinux())
            return ReadPortably(path, followLinks);
        if (LinuxStat.TryRead(path, followLinks, out var stat))
            return new FileStatus(stat.Kind, stat.Kind == FileKind.Regular ? stat.Size : 0, stat.Executable, stat.Stamp)
            {
                Owner = stat.Owner,
                HasOtherNames = stat.Kind == FileKind.Regular && stat.Links > 1,
            };
        return Marshal.GetLastPInvokeError() is NoSuchFile or NotADirectory
            ? null
            : throw FairleadException.Usage($"cannot be examined at '{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    /// <summary>What the framework can tell on any system; a FIFO passes for a file.</summary>
    internal static FileStatus? ReadPortably(string path, bool followLinks = false)
    {
        var info = new FileInfo(path);
        if (followLinks && info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            info = new FileInfo(target.FullName);
        if (info.LinkTarget is null && !info.Exists && !Directory.Exists(info.FullName))
            return null;
        var kind = info.LinkTarget is not null ? FileKind.Link
            : info.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
            : FileKind.Regular;
        var executable = !OperatingSystem.IsWindows() && info.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
        var size = kind == FileKind.Regular ? info.Length : 0;
        return new FileStatus(kind, size, executable, new FileStamp(size, FileStamp.Nanoseconds(info.LastWriteTimeUtc), Changed: 0, Inode: 0));
    }
}
