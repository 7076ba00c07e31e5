using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>An image that was built before, as its labels tell of it.</summary>
/// <param name="Bases">Digests of the images it was built upon, by the references its Dockerfile has.</param>
public sealed record KnownBuild(Digest Key, ImmutableSortedDictionary<string, string> Bases)
{
    /// <summary>The label that holds the bases, as one JSON object.</summary>
    public const string BasesLabel = "dev.fairlead.image-bases";

    /// <summary>Null when the labels are not those of such an image.</summary>
    public static KnownBuild? Of(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(ImageKey.Label, out var key) && labels.TryGetValue(BasesLabel, out var bases) && Digest.TryParse(key, out var digest)
            ? new KnownBuild(digest, Read(bases))
            : null;

    public static string Write(ImmutableSortedDictionary<string, string> bases) => JsonSerializer.Serialize(bases, LabelJson.Default.ImmutableSortedDictionaryStringString);

    private static ImmutableSortedDictionary<string, string> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LabelJson.Default.ImmutableSortedDictionaryStringString) is { } bases && bases.Values.All(digest => digest is not null)
                ? bases.WithComparers(StringComparer.Ordinal)
                : ImmutableSortedDictionary<string, string>.Empty;
        }
        catch (JsonException)
        {
            // Somebody else's label: the image is then no help in finding a base.
            return ImmutableSortedDictionary<string, string>.Empty;
        }
    }
}

[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class LabelJson : JsonSerializerContext;
