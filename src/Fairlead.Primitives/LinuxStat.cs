using System.Runtime.InteropServices;

namespace Fairlead.Primitives;

/// <summary>The fields we read of Linux's <c>struct statx</c> (statx(2)), which is laid out alike on every architecture.</summary>
/// <remarks>The framework tells neither the inode, nor the change time, nor a FIFO (whose opening would block) from a file.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly partial struct LinuxStat
{
    private const int WorkingDirectory = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int FormatMask = 0xf000;
    private const int OwnerExecutes = 0x40;

    [FieldOffset(16)]
    private readonly uint links;

    [FieldOffset(20)]
    private readonly uint owner;

    [FieldOffset(28)]
    private readonly ushort mode;

    [FieldOffset(32)]
    private readonly ulong inode;

    [FieldOffset(40)]
    private readonly long size;

    [FieldOffset(96)]
    private readonly Time changed;

    [FieldOffset(112)]
    private readonly Time modified;

    public uint Links => links;

    public uint Owner => owner;

    public long Size => size;

    public bool Executable => (mode & OwnerExecutes) != 0;

    public FileStamp Stamp => new(size, modified.Nanoseconds, changed.Nanoseconds, inode);

    public FileKind Kind => (mode & FormatMask) switch
    {
        0x8000 => FileKind.Regular,
        0xa000 => FileKind.Link,
        0x4000 => FileKind.Folder,
        _ => FileKind.Other,
    };

    public static bool TryRead(string path, bool followLinks, out LinuxStat stat) =>
        StatX(WorkingDirectory, path, followLinks ? 0 : DoNotFollowLinks, BasicFields, out stat) == 0;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out LinuxStat stat);

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly struct Time
    {
        private readonly long seconds;
        private readonly uint nanoseconds;

        public long Nanoseconds => (seconds * 1_000_000_000) + nanoseconds;
    }
}
