namespace Fairlead.Stages.Store;

/// <summary>What pruning removed.</summary>
/// <param name="BytesFreed">Entries, blobs, quarantine and leftovers together.</param>
public sealed record PruneReport(int EntriesRemoved, int EntriesKept, int BlobsRemoved, long BytesFreed)
{
    public string ToText() =>
        $"removed {EntriesRemoved} entries and {BlobsRemoved} blobs, kept {EntriesKept} entries, freed {BytesFreed} bytes";
}
