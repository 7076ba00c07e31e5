using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Decides which entries a store gives up: those longest unused.</summary>
internal static class PrunePlan
{
    /// <param name="sizeOf">Of a blob, in bytes.</param>
    /// <param name="maximumBytes">What the blobs of the entries that stay may take together, shared ones counted once; null: whatever they take.</param>
    /// <param name="unusedSince">Entries not used since then go; null: none goes for that.</param>
    /// <returns>Those to remove; never the one used last.</returns>
    public static ImmutableArray<UsedEntry> Of(IEnumerable<UsedEntry> entries, Func<Digest, long> sizeOf, long? maximumBytes, DateTimeOffset? unusedSince)
    {
        UsedEntry[] latestFirst = [.. entries.OrderByDescending(entry => entry.LastUsed).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
        var stays = latestFirst.Where((entry, index) => index == 0 || entry.Stays).ToHashSet();
        var counted = stays.SelectMany(entry => entry.Blobs!).ToHashSet();
        var bytes = counted.Sum(sizeOf);
        var removed = ImmutableArray.CreateBuilder<UsedEntry>();
        foreach (var entry in latestFirst.Where(entry => !stays.Contains(entry)))
        {
            Digest[] added = [.. entry.Blobs!.Where(blob => !counted.Contains(blob)).Distinct()];
            if (removed.Count > 0 || entry.LastUsed < unusedSince || bytes + added.Sum(sizeOf) > maximumBytes)
            {
                removed.Add(entry);
            }
            else
            {
                counted.UnionWith(added);
                bytes += added.Sum(sizeOf);
            }
        }

        return removed.ToImmutable();
    }
}
