using Fairlead.Primitives;
using Fairlead.Stages.Files;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>The cache root of this machine: finds and verifies results, publishes new ones.</summary>
internal sealed class LocalCache(ContentStore store, FileDigestIndex files, TimeProvider time)
{
    private readonly EntryFolder<StageEntry> entries = StageEntries.In(store);

    public LatestKeys Latest { get; } = new(store.Layout.Root);

    /// <summary>Finds the entry of a key and verifies it and every blob it needs; what fails goes into quarantine.</summary>
    public LookupResult Find(Digest key)
    {
        using var _ = store.Gate.Enter();
        return Verified(key);
    }

    /// <summary>As <see cref="Find"/>, and notes that the entry is in use for this subject, so that pruning keeps it.</summary>
    public LookupResult Use(StageInputs inputs)
    {
        using var _ = store.Gate.Enter();
        var found = Verified(inputs.Key);
        if (found.Entry is not null)
            StoreFault.Writing(store.Layout, () => Note(inputs, found.Entry));
        return found;
    }

    /// <summary>The inputs an earlier key was made of, or null when their document is gone or damaged.</summary>
    public StageInputs? InputsOf(Digest key, string subject)
    {
        using var _ = store.Gate.Enter();
        return FaultOf(key) is null ? InputsDocument.Read(File.ReadAllBytes(store.Layout.BlobOf(key)), subject) : null;
    }

    /// <summary>The path of a blob whose contents have just been verified.</summary>
    /// <exception cref="FairleadException">It is missing or damaged.</exception>
    public string PathOf(Digest digest)
    {
        using var _ = store.Gate.Enter();
        var path = store.Layout.BlobOf(digest);
        if (FaultOf(digest) is not { } fault)
            return path;
        throw FairleadException.Stage(store.Quarantine.Take(fault, path), "run the command again; the stage that makes it will run");
    }

    /// <summary>Moves finished files into place and only then records the entry, so that no reader sees one without the other.</summary>
    public void Publish(SealedEntry finished, StageInputs inputs)
    {
        using var _ = store.Gate.Enter();
        StoreFault.Writing(store.Layout, () =>
        {
            store.Publish(finished);
            return Note(inputs, finished.Entry);
        });
    }

    /// <summary>Removes what is not needed, and pointers to what is gone: they explain nothing any more.</summary>
    public PruneReport Prune(TimeSpan unusedFor)
    {
        using var _ = store.Gate.EnterAlone();
        var pointers = Latest.All().ToList();
        var latest = pointers.Select(pointer => pointer.Key).ToHashSet();
        var report = store.Prune(entries.All().Select(found => AsUsed(found, latest)), maximumBytes: null, unusedFor);
        var dangling = pointers.Where(pointer => pointer.Key is not { } key || !File.Exists(store.Layout.EntryOf(key.ToString()))).Select(pointer => pointer.File).ToList();
        var freed = report.BytesFreed + dangling.Sum(file => file.Length);
        dangling.ForEach(file => file.Delete());
        return report with { BytesFreed = freed };
    }

    private static UsedEntry AsUsed((FileInfo File, StageEntry? Entry) found, HashSet<Digest?> latest) =>
        new(Path.GetFileNameWithoutExtension(found.File.Name), found.File.LastWriteTimeUtc, found.Entry?.Blobs.ToList(), latest.Contains(found.Entry?.Key));

    // The subject's latest key, and the time its entry was last used: what pruning goes by.
    private StageEntry Note(StageInputs inputs, StageEntry entry)
    {
        entries.MarkUsed(entry.Name, time.GetUtcNow());
        Latest.Record(inputs);
        return entry;
    }

    private LookupResult Verified(Digest key)
    {
        var entry = entries.Find(key.ToString(), out var damaged);
        foreach (var digest in entry?.Blobs ?? [])
        {
            if (FaultOf(digest) is { } fault)
            {
                store.Quarantine.Take(fault, store.Layout.EntryOf(key.ToString()), store.Layout.BlobOf(digest));
                return new(Entry: null, Damaged: true);
            }
        }

        return new(entry, damaged);
    }

    private string? FaultOf(Digest digest)
    {
        var path = store.Layout.BlobOf(digest);
        if (!File.Exists(path))
            return $"blob {path} is missing";
        var found = files.DigestOf(path);
        return found == digest ? null : $"blob {path} holds other contents (SHA-256 {found})";
    }
}
