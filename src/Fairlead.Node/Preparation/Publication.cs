using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Images.Cache;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>What rank 0 tells all about an image: what it is, and where it is to be had.</summary>
/// <param name="Image">As every rank's engine has it already; null: not all do.</param>
/// <param name="Entry">The image in the cache's words; null when nobody needs them.</param>
/// <param name="IsShared">All ranks see the cache that it lies in.</param>
/// <param name="Addresses">By rank, where layers can be fetched from it; null where nowhere.</param>
internal sealed record Publication(Digest? Image, JsonElement? Entry, bool IsShared, ImmutableArray<string?> Addresses)
{
    public static Publication Everywhere(Digest image) => new(image, null, false, []);

    public static Publication Of(ImageEntry entry, ImmutableArray<RankNote> ranks) =>
        new(null, JsonElement.Parse(entry.ToJson()), ranks.All(rank => rank.SeesCache), [.. ranks.Select(rank => rank.Address)]);

    public string Write() => JsonSerializer.Serialize(this, PreparationJson.Default.Publication);

    /// <exception cref="FairleadException">Rank 0 is of another version and sent something else.</exception>
    public static Publication Read(string text) => PreparationJson.Read(text, PreparationJson.Default.Publication, "rank 0") is var read && read.Image is null == read.Entry is null
        ? throw PreparationJson.Odd("rank 0", "either an image or an entry")
        : read;

    /// <summary>Null when every engine has the image.</summary>
    /// <exception cref="FairleadException">It is no entry.</exception>
    public ImageEntry? ReadEntry()
    {
        try
        {
            return Entry is { } entry ? ImageEntry.FromJson(System.Text.Encoding.UTF8.GetBytes(entry.GetRawText())) : null;
        }
        catch (JsonException exception)
        {
            throw PreparationJson.Odd("rank 0", exception.Message);
        }
    }
}
