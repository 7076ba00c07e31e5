namespace Fairlead.Runs.Ledger;

/// <summary>What a ledger holds.</summary>
/// <param name="Runs">Oldest first.</param>
/// <param name="Damaged">For each record that cannot be read: why, and what to do.</param>
public sealed record LedgerContents(IReadOnlyList<Run> Runs, IReadOnlyList<string> Damaged);
