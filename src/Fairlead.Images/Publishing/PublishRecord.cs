using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>A publication, as it was found in the registry when it had ended.</summary>
/// <param name="ManifestDigest">Names the image in the registry.</param>
/// <param name="ConfigDigest">The image's identity everywhere.</param>
/// <param name="SizeBytes">Of the config and all layers, as the registry keeps them.</param>
/// <param name="Pushed">False: the registry had it all.</param>
public sealed record PublishRecord(
    RepositoryName Repository,
    Digest ManifestDigest,
    Digest ConfigDigest,
    ImmutableArray<string> Tags,
    long SizeBytes,
    bool Pushed,
    DateTimeOffset Published)
{
    /// <summary>Pulls the very image, whatever becomes of the tags.</summary>
    public string Reference => $"{Repository}@sha256:{ManifestDigest}";
}
