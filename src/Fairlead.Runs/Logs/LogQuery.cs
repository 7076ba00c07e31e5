namespace Fairlead.Runs.Logs;

/// <summary>Which part of a run's log to read.</summary>
/// <param name="Tail">Only the last lines of each member.</param>
/// <param name="Follow">Go on until the run has ended.</param>
/// <param name="Since">Only what was written after this moment, to the backend's precision.</param>
/// <param name="Member">Only this rank (or node, when a launcher starts the ranks).</param>
public sealed record LogQuery(int? Tail = null, bool Follow = false, DateTimeOffset? Since = null, int? Member = null);
