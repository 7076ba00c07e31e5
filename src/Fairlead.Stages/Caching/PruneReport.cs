namespace Fairlead.Stages.Caching;

/// <summary>What pruning removed.</summary>
/// <param name="BytesFreed">Entries, objects, quarantine and leftovers together.</param>
public sealed record PruneReport(int EntriesRemoved, int EntriesKept, int ObjectsRemoved, long BytesFreed)
{
    public string ToText() =>
        $"removed {EntriesRemoved} entries and {ObjectsRemoved} objects, kept {EntriesKept} entries, freed {BytesFreed} bytes";
}
