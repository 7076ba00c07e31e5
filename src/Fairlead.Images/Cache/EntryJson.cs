using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>An image's entry as a file: <c>blobs</c> lists the manifest, the config and the layers, the lowest first.</summary>
internal sealed record EntryJson(
    string ImageRef,
    Digest ManifestDigest,
    Digest ConfigDigest,
    string Platform,
    long SizeBytes,
    Digest? BuildFingerprint,
    string WriterHost,
    int WriterPid,
    string? JobId,
    DateTimeOffset CreatedUtc,
    ImmutableArray<CachedBlob> Blobs)
{
    public static byte[] Write(ImageEntry entry)
    {
        var document = new EntryJson(
            entry.Reference,
            entry.Manifest.Digest,
            entry.Config.Digest,
            entry.Platform,
            entry.SizeBytes,
            entry.BuildKey,
            entry.WriterHost,
            entry.WriterPid,
            entry.JobId,
            entry.Created,
            [.. entry.Blobs]);
        return Encoding.UTF8.GetBytes(CanonicalJson.Write(JsonSerializer.SerializeToNode(document, EntryJsonContext.Default.EntryJson), indented: true));
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write(ImageEntry)"/> makes.</exception>
    public static ImageEntry Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, EntryJsonContext.Default.EntryJson) is { Blobs: [{ } manifest, { } config, .. var layers] } entry && layers.All(layer => layer is not null)
        ? new ImageEntry(
            entry.ImageRef,
            manifest,
            config,
            layers,
            entry.Platform,
            entry.SizeBytes,
            entry.BuildFingerprint,
            entry.WriterHost,
            entry.WriterPid,
            entry.JobId,
            entry.CreatedUtc)
        : throw new JsonException("expected a manifest, a config and layers in $.blobs");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(DigestNameConverter), typeof(UtcConverter)])]
[JsonSerializable(typeof(EntryJson))]
internal sealed partial class EntryJsonContext : JsonSerializerContext;
