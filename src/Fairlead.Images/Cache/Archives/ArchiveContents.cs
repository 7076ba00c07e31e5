using System.Collections.Immutable;
using Fairlead.Images.Cache.Documents;

namespace Fairlead.Images.Cache.Archives;

/// <summary>
/// What goes into an image's archive. The file that makes a classic engine read the others goes last, so that it takes an archive
/// that breaks off for none at all.
/// </summary>
internal static class ArchiveContents
{
    /// <summary>Everything, for any engine: an OCI layout that is <c>docker save</c>'s too.</summary>
    /// <param name="names">What the image is called when it is loaded; none leaves it without a tag.</param>
    public static IEnumerable<ArchiveMember> Whole(ImageEntry entry, params ImmutableArray<string> names) =>
    [
        new ArchiveMember.Document(ArchiveNames.Layout, ArchiveNames.LayoutVersion),
        new ArchiveMember.Document(ArchiveNames.Index, Index(entry, names)),
        .. Stored(entry.Blobs),
        DockerManifest(entry, names),
    ];

    /// <summary>For an engine of the classic store that has the other layers.</summary>
    public static IEnumerable<ArchiveMember> Missing(ImageEntry entry, IEnumerable<CachedBlob> layers) =>
        [.. Stored([entry.Config, .. layers]), DockerManifest(entry, [])];

    private static IEnumerable<ArchiveMember> Stored(IEnumerable<CachedBlob> blobs) =>
        blobs.DistinctBy(blob => blob.Digest).Select(blob => new ArchiveMember.Stored(blob));

    private static ArchiveMember.Document DockerManifest(ImageEntry entry, ImmutableArray<string> names)
    {
        var image = new DockerImage(ArchiveNames.Of(entry.Config.Digest), [.. entry.Layers.Select(layer => ArchiveNames.Of(layer.Digest))], names.IsEmpty ? null : names);
        return new ArchiveMember.Document(ArchiveNames.DockerManifest, OciJson.Write([image], OciJson.Default.ImmutableArrayDockerImage));
    }

    private static ImmutableSortedDictionary<string, string?> Annotations(string name) =>
        ImmutableSortedDictionary<string, string?>.Empty.Add(ImageAnnotations.Name, FullReference.Of(name)).Add(ImageAnnotations.ReferenceName, name);

    private static string Index(ImageEntry entry, ImmutableArray<string> names)
    {
        var manifest = BlobReference.Of(entry.Manifest);
        ImmutableArray<BlobReference> listed = names.IsEmpty ? [manifest] : [.. names.Select(name => manifest with { Annotations = Annotations(name) })];
        return OciJson.Write(new OciIndex(listed, MediaTypes.Index), OciJson.Default.OciIndex);
    }
}
