namespace Fairlead.Primitives;

/// <summary>Evidence that a file is the one seen before, without reading it. While it stays the same, so do the contents.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">Time of the last write, in nanoseconds since 1970; programs can set it back.</param>
/// <param name="Changed">Time of the last write or rename, in nanoseconds since 1970, set by the kernel alone; 0 where the system does not tell.</param>
/// <param name="Inode">The file's number on its file system; 0 where the system does not tell.</param>
public readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode)
{
    private const long NanosecondsPerTick = 100;

    public long Newest => Math.Max(Modified, Changed);

    public static long Nanoseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
