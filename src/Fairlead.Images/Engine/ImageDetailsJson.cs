using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Reads what <c>image inspect</c> prints.</summary>
internal static class ImageDetailsJson
{
    private const string Expected = "what an engine says of images";

    /// <exception cref="FairleadException">It is something else.</exception>
    public static ImmutableArray<ImageDetails> Read(string text) =>
        [.. EngineAnswer.Read(text, EngineJson.Default.IReadOnlyListInspectedImage, Expected).Select(image => Of(image, text))];

    private static ImageDetails Of(InspectedImage image, string text)
    {
        return new ImageDetails(
            DigestOf(image.Id),
            [.. image.RepoTags ?? []],
            [.. image.RepoDigests ?? []],
            image.Size ?? 0,
            [.. (image.RootFileSystem?.Layers ?? []).Select(DigestOf)],
            (image.Config?.Labels ?? ImmutableDictionary<string, string?>.Empty).ToImmutableSortedDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal),
            $"{image.Os}/{image.Architecture}{(string.IsNullOrEmpty(image.Variant) ? "" : $"/{image.Variant}")}");

        // Podman leaves the algorithm out.
        Digest DigestOf(string id) => Digest.TryParse(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..], out var digest) ? digest : throw EngineAnswer.Unexpected(Expected, text);
    }
}
