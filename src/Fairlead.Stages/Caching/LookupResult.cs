namespace Fairlead.Stages.Caching;

/// <param name="Entry">The verified entry, if there is one.</param>
/// <param name="Damaged">There was one, and it has been put into quarantine.</param>
internal readonly record struct LookupResult(StageEntry? Entry, bool Damaged);
