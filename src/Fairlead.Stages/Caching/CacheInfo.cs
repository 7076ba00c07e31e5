using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fairlead.Stages.Caching;

/// <summary>What a stage cache holds. All sizes in bytes.</summary>
/// <param name="Stages">By name.</param>
/// <param name="Blobs">Number of distinct contents, inputs documents included.</param>
/// <param name="UnreadableEntries">Entries that will be set aside when next looked up.</param>
/// <param name="TemporaryBytes">Work in progress, and what killed processes left.</param>
public sealed record CacheInfo(
    string Root,
    string? SharedRoot,
    ImmutableArray<StageUsage> Stages,
    int Blobs,
    long BlobBytes,
    int UnreadableEntries,
    int QuarantinedFiles,
    long QuarantinedBytes,
    long TemporaryBytes)
{
    /// <summary>For people: roots, a line per stage, totals.</summary>
    public string ToText() => CacheInfoText.Of(this);

    /// <summary>For programs.</summary>
    public JsonObject ToJson() => CacheInfoJson.Of(this);
}
