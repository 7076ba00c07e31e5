namespace Fairlead.Images.Cache;

/// <summary>What pruning removed.</summary>
/// <param name="BytesFreed">Blobs, quarantine and leftovers together.</param>
public sealed record ImagePruneReport(int EntriesRemoved, int EntriesKept, int BlobsRemoved, long BytesFreed)
{
    public string ToText() =>
        $"removed {EntriesRemoved} entries and {BlobsRemoved} blobs, kept {EntriesKept} entries, freed {BytesFreed} bytes";
}
