using System.Text.Json;
using Fairlead.Primitives;
using Fairlead.Stages.Files;

namespace Fairlead.Stages.Caching;

/// <summary>The cache root of this machine: finds and verifies results, publishes new ones.</summary>
internal sealed class LocalCache(CacheLayout layout, CacheGate gate, FileDigestIndex files, Terminal terminal, TimeProvider time)
{
    private readonly QuarantineFolder quarantine = new(layout, terminal, time);

    public LatestKeys Latest { get; } = new(layout);

    /// <summary>Finds the entry of a key and verifies it and every object it needs; what fails goes into quarantine.</summary>
    public LookupResult Find(Digest key)
    {
        using var _ = gate.Enter();
        return Verified(key);
    }

    /// <summary>As <see cref="Find"/>, and notes that the entry is in use for this subject, so that pruning keeps it.</summary>
    public LookupResult Use(StageInputs inputs)
    {
        using var _ = gate.Enter();
        var found = Verified(inputs.Key);
        if (found.Entry is not null)
            CacheFault.Writing(layout.Root, () => Note(inputs));
        return found;
    }

    /// <summary>The inputs an earlier key was made of, or null when their document is gone or damaged.</summary>
    public StageInputs? InputsOf(Digest key, string subject)
    {
        using var _ = gate.Enter();
        return FaultOf(key) is null ? InputsDocument.Read(File.ReadAllBytes(layout.ObjectOf(key)), subject) : null;
    }

    /// <summary>The path of an object whose contents have just been verified.</summary>
    /// <exception cref="FairleadException">It is missing or damaged.</exception>
    public string PathOf(Digest digest)
    {
        using var _ = gate.Enter();
        var path = layout.ObjectOf(digest);
        if (FaultOf(digest) is not { } fault)
            return path;
        CacheFault.Writing(layout.Root, () => quarantine.Take(fault, path));
        throw FairleadException.Stage(fault, "run the command again; the stage that makes it will run");
    }

    /// <summary>Moves finished files into place and only then records the entry, so that no reader sees one without the other.</summary>
    public void Publish(SealedEntry finished, StageInputs inputs)
    {
        using var _ = gate.Enter();
        CacheFault.Writing(layout.Root, () =>
        {
            Publication.Publish(layout, finished);
            Note(inputs);
        });
    }

    // The subject's latest key, and the time its entry was last used: what pruning goes by.
    private void Note(StageInputs inputs)
    {
        File.SetLastWriteTimeUtc(layout.EntryOf(inputs.Key), time.GetUtcNow().UtcDateTime);
        Latest.Record(inputs);
    }

    private LookupResult Verified(Digest key)
    {
        var path = layout.EntryOf(key);
        if (!File.Exists(path))
            return default;
        StageEntry entry;
        try
        {
            entry = EntryDocument.Read(File.ReadAllBytes(path), key);
        }
        catch (JsonException exception)
        {
            return Damaged($"entry {path}: {exception.Message}", path);
        }

        foreach (var digest in entry.Objects)
        {
            if (FaultOf(digest) is { } fault)
                return Damaged(fault, path, layout.ObjectOf(digest));
        }

        return new(entry, Damaged: false);
    }

    private LookupResult Damaged(string fault, params string[] paths)
    {
        CacheFault.Writing(layout.Root, () => quarantine.Take(fault, paths));
        return new(Entry: null, Damaged: true);
    }

    private string? FaultOf(Digest digest)
    {
        var path = layout.ObjectOf(digest);
        if (!File.Exists(path))
            return $"object {path} is missing";
        var found = files.DigestOf(path);
        return found == digest ? null : $"object {path} holds other contents (SHA-256 {found})";
    }
}
