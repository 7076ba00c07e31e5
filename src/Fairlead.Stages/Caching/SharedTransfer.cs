using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Copies entries from and to a shared root; failures of the file system are the caller's to judge.</summary>
internal sealed class SharedTransfer(CacheLayout shared, Terminal terminal, TimeProvider time)
{
    private readonly QuarantineFolder quarantine = new(shared, terminal, time);
    private readonly CacheGate gate = new(shared);

    public SealedEntry? Fetch(Digest key, Workspace workspace)
    {
        var path = shared.EntryOf(key);
        if (!File.Exists(path))
            return null;
        try
        {
            return Fetch(path, EntryDocument.Read(File.ReadAllBytes(path), key), workspace);
        }
        catch (JsonException exception)
        {
            return Damaged($"entry {path}: {exception.Message}", path);
        }
    }

    public void Publish(StageEntry entry, CacheLayout local)
    {
        using var workspace = Workspace.Create(shared);
        var files = entry.Objects
            .Where(digest => !File.Exists(shared.ObjectOf(digest)))
            .ToDictionary(digest => digest, digest => Copy(local.ObjectOf(digest), digest, workspace).Path);
        using var _ = gate.Enter();
        Publication.Publish(shared, new SealedEntry(entry, files));
    }

    private SealedEntry? Fetch(string entryPath, StageEntry entry, Workspace workspace)
    {
        var files = new Dictionary<Digest, string>();
        foreach (var digest in entry.Objects)
        {
            var source = shared.ObjectOf(digest);
            if (!File.Exists(source))
                return Damaged($"object {source} is missing", entryPath);
            var (path, found) = Copy(source, digest, workspace);
            if (found != digest)
                return Damaged($"object {source} holds other contents (SHA-256 {found})", entryPath, source);
            files[digest] = path;
        }

        return new SealedEntry(entry, files);
    }

    private SealedEntry? Damaged(string fault, params string[] paths)
    {
        quarantine.Take(fault, paths);
        return null;
    }

    private static (string Path, Digest Found) Copy(string source, Digest digest, Workspace workspace)
    {
        var path = workspace.File(digest.ToString());
        File.Copy(source, path);
        return (path, OutputFiles.Seal(path));
    }
}
