using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Keeps the image manifest up to date with what was built and published.</summary>
/// <param name="path">The manifest.</param>
/// <param name="recipes">The folder that its paths are relative to.</param>
internal sealed class ImageRecords(string path, string recipes, TimeProvider time)
{
    /// <exception cref="FairleadException">The manifest cannot be read or written.</exception>
    public Task BuiltAsync(PlannedImage image, ImageDetails details, CancellationToken cancellationToken) =>
        new ManifestFile(path, time).UpdateAsync(manifest => manifest.Find(image.Definition.Name) is { } known && known.ConfigDigest == details.Id && known.Tag == image.Reference
            ? manifest
            : manifest.With(Of(image, details)) with { Created = manifest.Created ?? time.GetUtcNow() }, cancellationToken);

    /// <summary>Where images of the manifest can be pulled from, by digest.</summary>
    /// <exception cref="FairleadException">The manifest cannot be read or written.</exception>
    public Task PublishedAsync(PublishRecord record, CancellationToken cancellationToken) =>
        new ManifestFile(path, time).UpdateAsync(manifest => manifest.Images.Where(image => image.ConfigDigest == record.ConfigDigest).Aggregate(manifest, (changed, image) =>
            changed.With(image with { ManifestDigest = record.ManifestDigest, RegistryRef = record.Reference })), cancellationToken);

    /// <summary>Where the image was published, by digest; null: nowhere that is known.</summary>
    /// <exception cref="FairleadException">The manifest cannot be read.</exception>
    public string? RegistryReferenceOf(PlannedImage image) => !File.Exists(path)
        ? null
        : new ManifestFile(path, time).Load().Manifest.Find(image.Definition.Name) is { ManifestDigest: not null } known && known.Tag == image.Reference ? known.RegistryRef : null;

    private ManifestImage Of(PlannedImage image, ImageDetails details) => new(image.Definition.Name, image.Reference, ImageSource.Built)
    {
        ConfigDigest = details.Id,
        SizeBytes = details.Size,
        Dockerfile = Path.GetRelativePath(recipes, image.Definition.Dockerfile),
        BuildContext = Path.GetRelativePath(recipes, image.Definition.Context),
        BuildFingerprint = image.Inputs.Key,
    };
}
