namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>One of two things that are timed in turn. What it throws ends the benchmark: a failed command has no time.</summary>
internal sealed record Side(string Name, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>Makes ready for one run; not timed.</summary>
    public Func<CancellationToken, Task> ArrangeAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>What there is to say beside the times, once they are taken; empty: nothing.</summary>
    public Func<string> Remark { get; init; } = () => "";
}
