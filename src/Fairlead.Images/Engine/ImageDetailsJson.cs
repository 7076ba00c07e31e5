using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Reads what <c>image inspect</c> prints.</summary>
internal static class ImageDetailsJson
{
    public static ImmutableArray<ImageDetails> Read(string text) => [.. JsonNode.Parse(text)!.AsArray().Select(Of)];

    private static ImageDetails Of(JsonNode? image) => new(
        DigestOf(image!["Id"]!.GetValue<string>()),
        Texts(image["RepoTags"]),
        Texts(image["RepoDigests"]),
        image["Size"]?.GetValue<long>() ?? 0,
        [.. Texts(image["RootFS"]?["Layers"]).Select(DigestOf)],
        Labels(image["Config"]?["Labels"]),
        $"{image["Os"]}/{image["Architecture"]}{(image["Variant"]?.GetValue<string>() is { Length: > 0 } variant ? $"/{variant}" : "")}");

    private static ImmutableSortedDictionary<string, string> Labels(JsonNode? labels) =>
        (labels as JsonObject ?? []).ToImmutableSortedDictionary(label => label.Key, label => label.Value?.GetValue<string>() ?? "", StringComparer.Ordinal);

    private static ImmutableArray<string> Texts(JsonNode? list) => list is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : [];

    // Podman leaves the algorithm out.
    private static Digest DigestOf(string text) => Digest.Parse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
