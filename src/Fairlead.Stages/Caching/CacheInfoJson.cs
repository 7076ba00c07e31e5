using System.Text.Json.Nodes;

namespace Fairlead.Stages.Caching;

internal static class CacheInfoJson
{
    public static JsonObject Of(CacheInfo info) => new()
    {
        ["root"] = info.Root,
        ["shared_root"] = info.SharedRoot,
        ["stages"] = new JsonArray([.. info.Stages.Select(Of)]),
        ["blobs"] = info.Blobs,
        ["blob_bytes"] = info.BlobBytes,
        ["unreadable_entries"] = info.UnreadableEntries,
        ["quarantined_files"] = info.QuarantinedFiles,
        ["quarantined_bytes"] = info.QuarantinedBytes,
        ["temporary_bytes"] = info.TemporaryBytes,
    };

    private static JsonNode Of(StageUsage usage) => new JsonObject { ["stage"] = usage.Stage, ["entries"] = usage.Entries, ["bytes"] = usage.Bytes };
}
