using System.Collections.Immutable;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

internal static class CacheSurvey
{
    public static CacheInfo Of(ContentStore store, string? sharedRoot)
    {
        var layout = store.Layout;
        var entries = StageEntries.In(store).All().Select(found => found.Entry).ToList();
        var (blobs, blobBytes) = Count(layout.Blobs);
        var (quarantined, quarantinedBytes) = Count(layout.Quarantine);
        return new CacheInfo(
            layout.Root,
            sharedRoot,
            Usage(entries),
            blobs,
            blobBytes,
            entries.Count(entry => entry is null),
            quarantined,
            quarantinedBytes,
            Count(layout.Temporary).Bytes);
    }

    private static ImmutableArray<StageUsage> Usage(IEnumerable<StageEntry?> entries) =>
    [
        .. entries.OfType<StageEntry>()
            .GroupBy(entry => entry.Stage, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new StageUsage(
                group.Key,
                group.Count(),
                group.SelectMany(entry => entry.Outputs.Values).DistinctBy(output => output.Digest).Sum(output => output.Size))),
    ];

    private static (int Files, long Bytes) Count(string folder) =>
        (Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories) : []).Aggregate((Files: 0, Bytes: 0L), (sum, file) => (sum.Files + 1, sum.Bytes + file.Length));
}
