using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>An image's entry as a file: <c>blobs</c> lists the manifest, the config and the layers, the lowest first.</summary>
internal static class EntryJson
{
    public static string Write(ImageEntry entry) => CanonicalJson.Write(
        new JsonObject
        {
            ["imageRef"] = entry.Reference,
            ["manifestDigest"] = DigestName.Of(entry.Manifest.Digest),
            ["configDigest"] = DigestName.Of(entry.Config.Digest),
            ["platform"] = entry.Platform,
            ["sizeBytes"] = entry.SizeBytes,
            ["buildFingerprint"] = entry.BuildKey is { } key ? DigestName.Of(key) : null,
            ["writerHost"] = entry.WriterHost,
            ["writerPid"] = entry.WriterPid,
            ["jobId"] = entry.JobId,
            ["createdUtc"] = entry.Created.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["blobs"] = new JsonArray([.. entry.Blobs.Select(Write)]),
        },
        indented: true);

    /// <exception cref="JsonException">The text is not what <see cref="Write(ImageEntry)"/> makes.</exception>
    public static ImageEntry Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var entry = document.RootElement;
            CachedBlob[] blobs = [.. entry.GetProperty("blobs").EnumerateArray().Select(ReadBlob)];
            return new ImageEntry(
                Text(entry, "imageRef"),
                blobs[0],
                blobs[1],
                [.. blobs[2..]],
                Text(entry, "platform"),
                entry.GetProperty("sizeBytes").GetInt64(),
                TextOrNull(entry, "buildFingerprint") is { } key ? DigestName.Parse(key) : null,
                Text(entry, "writerHost"),
                entry.GetProperty("writerPid").GetInt32(),
                TextOrNull(entry, "jobId"),
                entry.GetProperty("createdUtc").GetDateTimeOffset());
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new JsonException($"expected an image's entry: {exception.Message}", exception);
        }
    }

    private static JsonNode Write(CachedBlob blob) => new JsonObject
    {
        ["digest"] = DigestName.Of(blob.Digest),
        ["diffId"] = DigestName.Of(blob.DiffId),
        ["size"] = blob.Size,
        ["mediaType"] = blob.MediaType,
    };

    private static CachedBlob ReadBlob(JsonElement blob) =>
        new(DigestName.Parse(Text(blob, "digest")), DigestName.Parse(Text(blob, "diffId")), blob.GetProperty("size").GetInt64(), Text(blob, "mediaType"));

    private static string Text(JsonElement element, string name) =>
        TextOrNull(element, name) ?? throw new FormatException($"{name} is null");

    private static string? TextOrNull(JsonElement element, string name) => element.GetProperty(name).GetString();
}
