using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>Copies entries from and to a shared root; failures of the file system are the caller's to judge.</summary>
internal sealed class SharedTransfer(ContentStore shared)
{
    private readonly EntryFolder<StageEntry> entries = StageEntries.In(shared);

    public SealedEntry? Fetch(Digest key, StageFolder folder)
    {
        if (entries.Find(key.ToString(), out _) is not { } entry)
            return null;
        var files = new Dictionary<Digest, string>();
        foreach (var digest in entry.Blobs)
        {
            var source = shared.Layout.BlobOf(digest);
            if (!File.Exists(source))
                return Damaged($"blob {source} is missing", entry);
            var (path, found) = Copy(source, digest, folder);
            if (found != digest)
                return Damaged($"blob {source} holds other contents (SHA-256 {found})", entry, source);
            files[digest] = path;
        }

        return new SealedEntry(entry, files);
    }

    public void Publish(StageEntry entry, StoreLayout local)
    {
        using var folder = new StageFolder(shared);
        var files = entry.Blobs
            .Where(digest => !shared.Blobs.Touch(digest))
            .ToDictionary(digest => digest, digest => Copy(local.BlobOf(digest), digest, folder).Path);
        using var _ = shared.Gate.Enter();
        shared.Publish(new SealedEntry(entry, files));
    }

    private SealedEntry? Damaged(string fault, StageEntry entry, params string[] blobs)
    {
        shared.Quarantine.Take(fault, [shared.Layout.EntryOf(entry.Name), .. blobs]);
        return null;
    }

    private static (string Path, Digest Found) Copy(string source, Digest digest, StageFolder folder)
    {
        var path = folder.File(digest.ToString());
        File.Copy(source, path);
        return (path, folder.Seal(path));
    }
}
