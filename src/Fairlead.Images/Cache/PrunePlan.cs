using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Decides which images a cache gives up: those longest unused.</summary>
internal static class PrunePlan
{
    /// <param name="maximumBytes">What the blobs of the images that stay may take together, shared ones counted once; null: whatever they take.</param>
    /// <param name="unusedSince">Images not used since then go; null: none goes for that.</param>
    /// <returns>Those to remove; never the one used last.</returns>
    public static ImmutableArray<ImageEntry> Of(IEnumerable<UsedEntry> entries, long? maximumBytes, DateTimeOffset? unusedSince)
    {
        UsedEntry[] latestFirst = [.. entries.OrderByDescending(entry => entry.LastUsed).ThenBy(entry => entry.Entry.Reference, StringComparer.Ordinal)];
        var stays = latestFirst.Where((entry, index) => index == 0 || entry.Leased).ToHashSet();
        var counted = stays.SelectMany(SizesOf).ToHashSet();
        var removed = ImmutableArray.CreateBuilder<ImageEntry>();
        foreach (var entry in latestFirst.Where(entry => !stays.Contains(entry)))
        {
            HashSet<(Digest, long Size)> together = [.. counted, .. SizesOf(entry)];
            if (removed.Count > 0 || entry.LastUsed < unusedSince || together.Sum(blob => blob.Size) > maximumBytes)
                removed.Add(entry.Entry);
            else
                counted = together;
        }

        return removed.ToImmutable();
    }

    private static IEnumerable<(Digest Digest, long Size)> SizesOf(UsedEntry entry) => entry.Entry.Blobs.Select(blob => (blob.Digest, blob.Size));
}
