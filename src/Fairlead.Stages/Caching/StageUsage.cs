namespace Fairlead.Stages.Caching;

/// <summary>One stage's share of a cache.</summary>
/// <param name="Bytes">Of its outputs, contents that several entries share counted once.</param>
public sealed record StageUsage(string Stage, int Entries, long Bytes);
