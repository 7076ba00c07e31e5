namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>One of two things that are timed in turn. What it throws ends the benchmark: a failed command has no time.</summary>
internal sealed record Side(string Name, Func<CancellationToken, Task> RunAsync);
