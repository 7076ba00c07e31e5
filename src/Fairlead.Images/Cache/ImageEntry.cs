using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>A blob of the cache as an image refers to it.</summary>
/// <param name="Digest">Of the bytes as they are kept, compressed or not.</param>
/// <param name="DiffId">Of the layer's bytes uncompressed; for what is no layer the same as <paramref name="Digest"/>.</param>
/// <param name="Size">In bytes, as kept.</param>
public sealed record CachedBlob(Digest Digest, Digest DiffId, long Size, string MediaType);

/// <summary>One image of the cache: what was saved under a reference, and all it takes to load it again.</summary>
/// <param name="Reference">As it was named when it was saved.</param>
/// <param name="Manifest">The manifest blob; lists the config and the layers.</param>
/// <param name="Config">The config blob, whose digest is the image's identity everywhere.</param>
/// <param name="Layers">The lowest first.</param>
/// <param name="SizeBytes">Of all layers, unpacked, as the engine counts them.</param>
/// <param name="BuildKey">Key of the build it came from; null when it is not known.</param>
/// <param name="JobId">The scheduler's job that wrote it; null outside one.</param>
public sealed record ImageEntry(
    string Reference,
    CachedBlob Manifest,
    CachedBlob Config,
    ImmutableArray<CachedBlob> Layers,
    string Platform,
    long SizeBytes,
    Digest? BuildKey,
    string WriterHost,
    int WriterPid,
    string? JobId,
    DateTimeOffset Created)
{
    public IEnumerable<CachedBlob> Blobs => [Manifest, Config, .. Layers];

    /// <summary>As caches keep it, and as it is told to other hosts.</summary>
    public byte[] ToJson() => EntryJson.Write(this);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> makes.</exception>
    public static ImageEntry FromJson(ReadOnlySpan<byte> json) => EntryJson.Read(json);

    /// <summary>Engines know an image by its config or, those with containerd's store, by its manifest.</summary>
    public bool Is(ImageDetails image) => image.Id == Config.Digest || image.Id == Manifest.Digest;
}
