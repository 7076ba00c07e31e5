using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>A manifest's image as this node's engine has it already.</summary>
internal static class PresentImage
{
    /// <summary>By its digests; by its tag only where the manifest has none.</summary>
    /// <exception cref="FairleadException">The engine has no such image.</exception>
    public static async Task<ImageDetails> FindAsync(ContainerEngine engine, ManifestImage image, CancellationToken cancellationToken)
    {
        string[] names = image.ConfigDigest is null && image.ManifestDigest is null
            ? [image.LocalTag ?? image.Tag]
            : [.. new[] { image.ConfigDigest, image.ManifestDigest }.OfType<Digest>().Select(digest => $"sha256:{digest}")];
        foreach (var name in names)
        {
            if (await engine.FindImageAsync(name, cancellationToken) is { } found)
                return found;
        }

        throw FairleadException.Stage($"this node has no image '{image.Key}' ({string.Join(" or ", names)})", "fairlead-node prepare-image brings it");
    }
}
