using System.Text.Json.Nodes;

namespace Fairlead.Stages.Store;

/// <summary>What pruning removed.</summary>
/// <param name="BytesFreed">Entries, blobs, quarantine and leftovers together.</param>
public sealed record PruneReport(int EntriesRemoved, int EntriesKept, int BlobsRemoved, long BytesFreed)
{
    public string ToText() =>
        $"removed {EntriesRemoved} entries and {BlobsRemoved} blobs, kept {EntriesKept} entries, freed {BytesFreed} bytes";

    public JsonObject ToJson() => new() { ["entries_removed"] = EntriesRemoved, ["entries_kept"] = EntriesKept, ["blobs_removed"] = BlobsRemoved, ["bytes_freed"] = BytesFreed };
}
