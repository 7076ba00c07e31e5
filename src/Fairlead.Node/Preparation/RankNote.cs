using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>What a rank tells rank 0 when it comes for an image.</summary>
/// <param name="Image">What its engine has under the image's name; null: nothing.</param>
/// <param name="SeesCache">It has found what rank 0 left in the cache's folder.</param>
/// <param name="Address">Where others may fetch layers from it, as <c>host:port</c>; null: nowhere.</param>
internal sealed record RankNote(Digest? Image, bool SeesCache, string? Address)
{
    public string Write() => JsonSerializer.Serialize(this, PreparationJson.Default.RankNote);

    /// <exception cref="FairleadException">A rank of another version sent something else.</exception>
    public static ImmutableArray<RankNote> ReadAll(ImmutableArray<string> notes) => [.. notes.Select((note, rank) => PreparationJson.Read(note, PreparationJson.Default.RankNote, $"rank {rank}"))];
}
