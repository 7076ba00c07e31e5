namespace Fairlead.Benchmarks.BareHost;

/// <summary>What the engine costs that does nothing; the rest of an up-to-date render is ours.</summary>
public sealed class Empty : FrostingTask;
