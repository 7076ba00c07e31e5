using Fairlead.Images.Cache.Provision;
using Fairlead.Images.Manifest;

namespace Fairlead.Node.Preparation;

/// <summary>What the images of a manifest are called on nodes.</summary>
internal static class NamedImages
{
    /// <summary>By its identity, where the manifest tells it; upstream's tell a name alone.</summary>
    public static WantedImage WantedOf(ManifestImage image) => new(
        image.LocalTag ?? image.Tag,
        image.ConfigDigest,
        image.RegistryRef is { } reference && reference.Contains("@sha256:", StringComparison.Ordinal) ? reference : null);
}
