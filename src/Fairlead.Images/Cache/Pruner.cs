namespace Fairlead.Images.Cache;

/// <summary>Removes what is not needed; its caller keeps publishers out meanwhile.</summary>
internal sealed class Pruner(StoreLayout layout, EntryFolder entries, LeaseFolder leases, DateTimeOffset now)
{
    // A save in progress refers to blobs before there is an entry that does.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan EvidenceKept = TimeSpan.FromDays(7);
    private long freed;

    public ImagePruneReport Prune(long? maximumBytes, TimeSpan? maximumAge)
    {
        var live = leases.Live();
        UsedEntry[] found = [.. entries.All().Select(entry => new UsedEntry(entry.Entry, entry.File.LastWriteTimeUtc, live.ContainsKey(EntryName.Of(entry.Entry.Reference))))];
        var removed = PrunePlan.Of(found, maximumBytes, now - maximumAge);
        Delete(removed.Select(entry => new FileInfo(layout.EntryOf(entry.Reference))));
        var blobs = DeleteBlobs(found.Select(entry => entry.Entry).Except(removed), live.Values.OfType<LeaseHolder>().Select(holder => holder.Taken));
        Delete(Below(layout.Quarantine).Where(file => file.LastWriteTimeUtc < (now - EvidenceKept).UtcDateTime));
        return new ImagePruneReport(removed.Length, found.Length - removed.Length, blobs, freed);
    }

    private int DeleteBlobs(IEnumerable<ImageEntry> kept, IEnumerable<DateTimeOffset> turns)
    {
        var needed = kept.SelectMany(entry => entry.Blobs).Select(blob => blob.Digest.ToString()).ToHashSet(StringComparer.Ordinal);
        var touchedBefore = turns.Append(now - Fresh).Min().UtcDateTime;
        return Delete(Below(layout.Blobs).Where(file => !needed.Contains(file.Name) && file.LastWriteTimeUtc < touchedBefore));
    }

    private int Delete(IEnumerable<FileInfo> files)
    {
        // Who finds a blob damaged moves it away whenever it is.
        var found = files.Where(file => file.Exists).ToList();
        foreach (var file in found)
        {
            freed += file.Length;
            file.Delete();
        }

        return found.Count;
    }

    private static IEnumerable<FileInfo> Below(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles() : [];
}
