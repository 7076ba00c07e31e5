using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>One image of a manifest. What it is, its digests say; its tags are only names.</summary>
/// <param name="Key">Joins it with its model.</param>
/// <param name="Tag">The reference under which it was built or named.</param>
public sealed record ManifestImage(string Key, string Tag, ImageSource Source)
{
    /// <summary>The image's identity; null in what upstream wrote, which knows none.</summary>
    public Digest? ConfigDigest { get; init; }

    /// <summary>Names it in a registry.</summary>
    public Digest? ManifestDigest { get; init; }

    /// <summary>Whether an engine is expected to have it, because the user named it.</summary>
    public bool LocalImage { get; init; }

    /// <summary>What it is called on the node that built it, where that is another name.</summary>
    public string? LocalTag { get; init; }

    /// <summary>Of all layers, unpacked, in bytes.</summary>
    public long? SizeBytes { get; init; }

    public string? Dockerfile { get; init; }

    public string? BuildContext { get; init; }

    /// <summary>Key of everything that went into the build.</summary>
    public Digest? BuildFingerprint { get; init; }

    public string? GpuVendor { get; init; }

    public string? GpuArchitecture { get; init; }

    /// <summary>Where it can be pulled from; by digest, where the digest is known.</summary>
    public string? RegistryRef { get; init; }

    public ManifestArchive? Archive { get; init; }

    /// <summary>Members that this version does not know, kept as they are.</summary>
    public ImmutableSortedDictionary<string, JsonText> Extensions { get; init; } = ImmutableSortedDictionary.Create<string, JsonText>(StringComparer.Ordinal);
}
