using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Where things lie below the root of an image cache.</summary>
internal sealed record StoreLayout(string Root)
{
    public const string LeaseSuffix = ".json";

    /// <summary>Says that <see cref="Blobs"/> is laid out as the OCI image layout has it.</summary>
    public string Marker => Path.Combine(Root, "oci-layout");

    /// <summary>Manifests, configs and layers by the digest of their bytes.</summary>
    public string Blobs => Path.Combine(Root, "blobs", "sha256");

    /// <summary>One file per image reference; the OCI layout's single index could not be shared by writers.</summary>
    public string Entries => Path.Combine(Root, "entries");

    public string Leases => Path.Combine(Root, "leases");

    /// <summary>Blobs being written; the same file system as <see cref="Blobs"/>, so that a rename publishes them.</summary>
    public string Temporary => Path.Combine(Root, "temporary");

    /// <summary>What failed verification, kept for whoever wants to know why.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    /// <summary>Held by whoever removes a stale lease; the kernel lets go of it.</summary>
    public string Reaping => Path.Combine(Leases, "reaping.lock");

    public string BlobOf(Digest digest) => Path.Combine(Blobs, digest.ToString());

    public string EntryOf(string reference) => Path.Combine(Entries, $"{EntryName.Of(reference)}.json");

    public string LeaseOf(string name) => Path.Combine(Leases, $"{name}{LeaseSuffix}");

    /// <summary>Makes whatever is missing.</summary>
    public void Create()
    {
        foreach (var folder in (string[])[Blobs, Entries, Leases, Temporary])
            Directory.CreateDirectory(folder);
        if (!File.Exists(Marker))
            AtomicFile.Write(Marker, """{"imageLayoutVersion":"1.0.0"}""");
    }
}
