namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Wall-clock times of one side. On a busy machine the minimum says more than the median.</summary>
internal sealed record Times(IReadOnlyList<TimeSpan> All)
{
    public TimeSpan Minimum => All.Min();

    public TimeSpan Median => All.Order().ElementAt(All.Count / 2);
}
