using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>A manifest of the OCI image specification or of Docker's schema 2, which say the same in the same words.</summary>
internal sealed record OciManifest(BlobReference Config, ImmutableArray<BlobReference> Layers, string? MediaType = null, int SchemaVersion = 2);

/// <summary>A list of manifests, one for each platform or image.</summary>
/// <param name="Manifests">Null: the document is no index.</param>
internal sealed record OciIndex(ImmutableArray<BlobReference>? Manifests = null, string? MediaType = null, int SchemaVersion = 2)
{
    /// <summary>The manifest for a platform; null when the document is no index.</summary>
    /// <exception cref="FairleadException">The index has none.</exception>
    public Digest? ForPlatform(string platform)
    {
        if (Manifests is not { } offered)
            return null;
        return offered.Any(manifest => $"{manifest.Platform}" == platform)
            ? offered.First(manifest => $"{manifest.Platform}" == platform).Digest
            : throw FairleadException.Stage($"expected an image for {platform}, found {string.Join(", ", offered.Select(manifest => $"{manifest.Platform}"))}");
    }
}
