using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Where things lie below a cache root.</summary>
internal sealed record CacheLayout(string Root)
{
    /// <summary>Contents by digest: outputs, and each key's inputs document, whose digest is the key.</summary>
    public string Objects => Path.Combine(Root, "objects");

    /// <summary>Results by key.</summary>
    public string Entries => Path.Combine(Root, "entries");

    /// <summary>For each stage and subject, the key it last had.</summary>
    public string Latest => Path.Combine(Root, "latest");

    /// <summary>One file for each key that is or was being made.</summary>
    public string Locks => Path.Combine(Root, "locks");

    /// <summary>Work in progress; the same file system as the objects, so that a rename publishes it.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>What failed verification, kept for whoever wants to know why.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    /// <summary>Held shared by readers and publishers, exclusively by pruning.</summary>
    public string Gate => Path.Combine(Root, "gate.lock");

    /// <summary>Held by whoever removes leftovers.</summary>
    public string Reaping => Path.Combine(Root, "reaping.lock");

    public string Index => Path.Combine(Root, "files.index");

    public string ObjectOf(Digest digest) => Spread(Objects, digest.ToString());

    public string EntryOf(Digest key) => Spread(Entries, key.ToString());

    public string LockOf(Digest key) => Path.Combine(Locks, key.ToString());

    private static string Spread(string folder, string name) => Path.Combine(folder, name[..2], name[2..]);
}
