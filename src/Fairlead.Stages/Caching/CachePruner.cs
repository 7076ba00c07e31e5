using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Removes what is not needed; its caller keeps readers and publishers out meanwhile.</summary>
internal sealed class CachePruner(CacheLayout layout, DateTimeOffset now)
{
    private readonly HashSet<Digest> needed = [];
    private long freed;

    public PruneReport Prune(TimeSpan unusedFor)
    {
        var unusedSince = (now - unusedFor).UtcDateTime;
        var (kept, dropped) = DeleteUnused(unusedSince);
        var objects = Delete(CacheFiles.Below(layout.Objects).Where(file => CacheFiles.DigestOf(file) is not { } digest || !needed.Contains(digest)));
        Delete(CacheFiles.Below(layout.Quarantine).Where(file => file.LastWriteTimeUtc < unusedSince));
        Delete(CacheFiles.Below(layout.Entries).Where(file => AtomicFile.IsTemporary(file.Name)));
        DeleteFreeLocks();
        freed += Leftovers.Remove(layout, now);
        return new PruneReport(dropped, kept, objects, freed);
    }

    private (int Kept, int Dropped) DeleteUnused(DateTime unusedSince)
    {
        var pointers = new LatestKeys(layout).All().ToList();
        var latest = pointers.Select(pointer => pointer.Key).ToHashSet();
        var entries = CacheFiles.Entries(layout)
            .ToLookup(found => found.Entry is { } entry && (latest.Contains(entry.Key) || found.File.LastWriteTimeUtc >= unusedSince));
        foreach (var (_, entry) in entries[true])
            needed.UnionWith(entry!.Objects);

        // A pointer whose entry is gone explains nothing any more.
        Delete(pointers.Where(pointer => pointer.Key is not { } key || !needed.Contains(key)).Select(pointer => new FileInfo(pointer.Path)));
        return (entries[true].Count(), Delete(entries[false].Select(found => found.File)));
    }

    private void DeleteFreeLocks()
    {
        foreach (var file in CacheFiles.Below(layout.Locks).ToList())
        {
            using var held = FileLock.TryExclusive(file.FullName);
            if (held is not null)
                file.Delete();
        }
    }

    private int Delete(IEnumerable<FileInfo> files)
    {
        var found = files.ToList();
        foreach (var file in found)
        {
            freed += file.Length;
            file.Delete();
        }

        return found.Count;
    }
}
