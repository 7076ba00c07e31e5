using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Images.Cache.Documents;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Reads an archive that is an OCI layout (image-spec, image-layout.md).</summary>
internal static class OciLayout
{
    public static ImmutableArray<ArchivedImage> Read(ArchiveFile archive) =>
        archive.ReadJson(ArchiveNames.Index, index => Manifests(index).Select(listed => OfListed(archive, listed)).ToImmutableArray());

    private static ArchivedImage OfListed(ArchiveFile archive, JsonElement listed)
    {
        var manifest = Blob(listed);
        if (manifest.MediaType is MediaTypes.Index or MediaTypes.DockerList)
            manifest = archive.ReadJson(manifest.Member, platforms => Only(archive, platforms));
        return archive.ReadJson(manifest.Member, image => new ArchivedImage(
            Annotation(listed, ImageAnnotations.Name) ?? Annotation(listed, ImageAnnotations.ReferenceName) ?? [],
            manifest,
            Blob(image.GetProperty("config")),
            [.. image.GetProperty("layers").EnumerateArray().Select(Blob)]));
    }

    private static ArchivedBlob Only(ArchiveFile archive, JsonElement platforms) => Manifests(platforms).ToArray() is [var only]
        ? Blob(only)
        : throw ArchiveFault.Of(archive.Path, "expected one platform of each image in it, found none or several; save it with --platform");

    // An attestation says of itself that it runs on no platform.
    private static IEnumerable<JsonElement> Manifests(JsonElement index) => index.GetProperty("manifests").EnumerateArray()
        .Where(manifest => !manifest.TryGetProperty("platform", out var platform) || platform.RequiredText("os") != "unknown");

    private static ImmutableArray<string>? Annotation(JsonElement descriptor, string name) =>
        descriptor.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(name, out var value) ? [value.RequiredText()] : null;

    private static ArchivedBlob Blob(JsonElement descriptor)
    {
        var blob = BlobReference.Of(descriptor);
        return new ArchivedBlob(ArchiveNames.Of(blob.Digest), blob.Digest, blob.MediaType);
    }
}
