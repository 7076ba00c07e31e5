namespace Fairlead.Stages.Store;

/// <summary>Removes what is not needed; its caller keeps readers and publishers out meanwhile.</summary>
internal sealed class Pruner(StoreLayout layout, IReadOnlyDictionary<string, LeaseHolder?> live, DateTimeOffset now)
{
    // Who adds blobs refers to them before there is an entry that does.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan EvidenceKept = TimeSpan.FromDays(7);
    private long freed;

    public PruneReport Prune(IEnumerable<UsedEntry> entries, long? maximumBytes, TimeSpan? maximumAge)
    {
        var found = entries.Select(entry => entry with { Stays = entry.Stays || live.ContainsKey(entry.Name) }).ToLookup(entry => entry.Blobs is not null);
        var blobs = Below(layout.Blobs).ToDictionary(file => file.Name, StringComparer.Ordinal);
        var removed = PrunePlan.Of(found[true], digest => blobs.TryGetValue(digest.ToString(), out var file) ? file.Length : 0, maximumBytes, now - maximumAge)
            .Concat(found[false]).ToHashSet();
        var kept = found[true].Where(entry => !removed.Contains(entry)).ToList();
        Delete(removed.Select(entry => new FileInfo(layout.EntryOf(entry.Name))));
        var unneeded = Delete(Unneeded(blobs, kept));
        var evidenceKept = maximumAge > EvidenceKept ? maximumAge.Value : EvidenceKept;
        Delete(Below(layout.Quarantine).Where(file => file.LastWriteTimeUtc < (now - evidenceKept).UtcDateTime));
        return new PruneReport(removed.Count, kept.Count, unneeded, freed);
    }

    private IEnumerable<FileInfo> Unneeded(Dictionary<string, FileInfo> blobs, IEnumerable<UsedEntry> kept)
    {
        foreach (var digest in kept.SelectMany(entry => entry.Blobs!))
            blobs.Remove(digest.ToString());
        var touchedBefore = live.Values.OfType<LeaseHolder>().Select(holder => holder.Taken).Append(now - Fresh).Min().UtcDateTime;
        foreach (var file in blobs.Values)
        {
            file.Refresh();
            if (file.LastWriteTimeUtc < touchedBefore)
                yield return file;
        }
    }

    private int Delete(IEnumerable<FileInfo> files)
    {
        // Who finds a blob damaged moves it away whenever it is.
        var count = 0;
        foreach (var file in files.Where(file => file.Exists))
        {
            freed += file.Length;
            file.Delete();
            count++;
        }

        return count;
    }

    private static FileInfo[] Below(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles() : [];
}
