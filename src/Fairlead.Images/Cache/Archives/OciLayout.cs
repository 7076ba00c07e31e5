using System.Collections.Immutable;
using Fairlead.Images.Cache.Documents;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Reads an archive that is an OCI layout (image-spec, image-layout.md).</summary>
internal static class OciLayout
{
    public static ImmutableArray<ArchivedImage> Read(ArchiveFile archive) =>
        [.. Manifests(archive, ArchiveNames.Index).Select(listed => OfListed(archive, listed))];

    private static ArchivedImage OfListed(ArchiveFile archive, BlobReference listed)
    {
        var manifest = Blob(listed);
        if (manifest.MediaType is MediaTypes.Index or MediaTypes.DockerList)
            manifest = Only(archive, manifest.Member);
        var image = archive.ReadJson(manifest.Member, OciJson.Default.OciManifest);
        return new ArchivedImage(
            Annotation(listed, ImageAnnotations.Name) ?? Annotation(listed, ImageAnnotations.ReferenceName) ?? [],
            manifest,
            Blob(image.Config),
            [.. image.Layers.Select(Blob)]);
    }

    private static ArchivedBlob Only(ArchiveFile archive, string platforms) => Manifests(archive, platforms).ToArray() is [var only]
        ? Blob(only)
        : throw ArchiveFault.Of(archive.Path, "expected one platform of each image in it, found none or several; save it with --platform");

    // An attestation says of itself that it runs on no platform.
    private static IEnumerable<BlobReference> Manifests(ArchiveFile archive, string index) =>
        (archive.ReadJson(index, OciJson.Default.OciIndex).Manifests ?? throw ArchiveFault.Of(archive.Path, $"{index} makes no sense: expected $.manifests, found nothing"))
            .Where(manifest => manifest.Platform?.Os != "unknown");

    private static ImmutableArray<string>? Annotation(BlobReference listed, string name) => listed.Annotations?.GetValueOrDefault(name) is { } value ? [value] : null;

    private static ArchivedBlob Blob(BlobReference blob) => new(ArchiveNames.Of(blob.Digest), blob.Digest, blob.MediaType);
}
