using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Removes what killed processes left: places and temporary files that are older than six hours and of nobody who lives.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(6);
    private static readonly EnumerationOptions OneDeep = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <returns>The bytes freed; 0 when another process is at it.</returns>
    public static long Remove(StoreLayout layout, LeaseFolder leases, DateTimeOffset now)
    {
        var live = leases.Live();
        using var alone = FileLock.TryExclusive(layout.Reaping);
        if (alone is null)
            return 0;
        var oldest = (now - Age).UtcDateTime;
        var places = new DirectoryInfo(layout.Temporary).EnumerateFileSystemInfos().Where(item => !live.ContainsKey(item.Name));
        var files = new DirectoryInfo(layout.Root).EnumerateFiles(".*", OneDeep).Where(file => AtomicFile.IsTemporary(file.Name));

        // What was renamed away meanwhile has no time of its own: the framework would give it the year 1601.
        return places.Concat<FileSystemInfo>(files).Where(item => item.Exists && item.LastWriteTimeUtc < oldest).ToList().Sum(Remove);
    }

    private static long Remove(FileSystemInfo item)
    {
        var size = item is DirectoryInfo folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : ((FileInfo)item).Length;
        if (item is DirectoryInfo place)
            place.Delete(recursive: true);
        else
            item.Delete();
        return size;
    }
}
