using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>A manifest of the OCI image specification or of Docker's schema 2, which say the same in the same words.</summary>
internal sealed record OciManifest(BlobReference Config, ImmutableArray<BlobReference> Layers)
{
    public static OciManifest Of(JsonElement manifest) =>
        new(BlobReference.Of(manifest.GetProperty("config")), [.. manifest.GetProperty("layers").EnumerateArray().Select(BlobReference.Of)]);

    /// <summary>The manifest that an index has for a platform; null when the document is no index.</summary>
    /// <exception cref="FairleadException">The index has none.</exception>
    public static Digest? ForPlatform(JsonElement document, string platform)
    {
        if (!document.TryGetProperty("manifests", out var manifests))
            return null;
        var offered = manifests.EnumerateArray().Select(manifest => (Platform: manifest.TryGetProperty("platform", out var named) ? PlatformName.Of(named) : "", BlobReference.Of(manifest).Digest)).ToArray();
        return offered.Any(manifest => manifest.Platform == platform)
            ? offered.First(manifest => manifest.Platform == platform).Digest
            : throw FairleadException.Stage($"expected an image for {platform}, found {string.Join(", ", offered.Select(manifest => manifest.Platform))}");
    }
}
