using System.Collections.Immutable;

namespace Fairlead.Stages.Caching;

internal static class CacheSurvey
{
    public static CacheInfo Of(CacheLayout layout, string? sharedRoot)
    {
        var entries = CacheFiles.Entries(layout).Select(pair => pair.Entry).ToList();
        var (objects, objectBytes) = Count(layout.Objects);
        var (quarantined, quarantinedBytes) = Count(layout.Quarantine);
        return new CacheInfo(
            layout.Root,
            sharedRoot,
            Usage(entries),
            objects,
            objectBytes,
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
        CacheFiles.Below(folder).Aggregate((Files: 0, Bytes: 0L), (sum, file) => (sum.Files + 1, sum.Bytes + file.Length));
}
