using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Archives;

/// <summary>An image as an archive describes it.</summary>
/// <param name="Names">Its references; none when it was saved by its id.</param>
/// <param name="Manifest">Null where the archive has none but Docker's list.</param>
/// <param name="Layers">The lowest first.</param>
internal sealed record ArchivedImage(ImmutableArray<string> Names, ArchivedBlob? Manifest, ArchivedBlob Config, ImmutableArray<ArchivedBlob> Layers)
{
    /// <exception cref="FairleadException">The archive describes no image.</exception>
    public static ImmutableArray<ArchivedImage> ReadAll(ArchiveFile archive) => (archive.Has(ArchiveNames.Index), archive.Has(ArchiveNames.DockerManifest)) switch
    {
        (false, false) => throw ArchiveFault.Of(archive.Path, $"expected {ArchiveNames.DockerManifest} or {ArchiveNames.Index} in it, found neither"),
        (false, true) => DockerList.Read(archive),
        (true, false) => OciLayout.Read(archive),
        (true, true) => [.. OciLayout.Read(archive).Select(image => image with { Names = DockerList.NamesOf(archive, image.Config.Member) })],
    };
}
