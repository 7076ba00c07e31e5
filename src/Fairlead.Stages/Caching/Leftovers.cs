using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Removes what killed processes left: workspaces and temporary files older than a day that nobody holds.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <returns>The bytes freed; 0 when another process is at it.</returns>
    public static long Remove(CacheLayout layout, DateTimeOffset now)
    {
        using var alone = FileLock.TryExclusive(layout.Reaping);
        if (alone is null)
            return 0;
        var oldest = (now - Age).UtcDateTime;
        var freed = 0L;
        foreach (var path in OldEntries(layout.Temporary, oldest))
        {
            if (path.EndsWith(Workspace.LockSuffix, StringComparison.Ordinal))
                freed += RemoveWorkspace(path);
            else if (Directory.Exists(path) && !File.Exists(path + Workspace.LockSuffix))
                freed += RemoveFolder(path);
        }

        foreach (var folder in (string[])[layout.Root, layout.Latest])
        {
            foreach (var path in OldEntries(folder, oldest).Where(AtomicFile.IsTemporary))
                freed += RemoveFile(path);
        }

        return freed;
    }

    // What was renamed away meanwhile has no time of its own: the framework would give it the year 1601.
    private static List<string> OldEntries(string folder, DateTime oldest) =>
        Directory.Exists(folder)
            ? [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(item => item.Exists && item.LastWriteTimeUtc < oldest).Select(item => item.FullName)]
            : [];

    private static long RemoveWorkspace(string lockPath)
    {
        using var held = FileLock.TryExclusive(lockPath);
        if (held is null)
            return 0;
        var freed = RemoveFolder(lockPath[..^Workspace.LockSuffix.Length]);
        File.Delete(lockPath);
        return freed;
    }

    private static long RemoveFolder(string path)
    {
        if (!Directory.Exists(path))
            return 0;
        var size = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Directory.Delete(path, recursive: true);
        return size;
    }

    private static long RemoveFile(string path)
    {
        var size = new FileInfo(path).Length;
        File.Delete(path);
        return size;
    }
}
