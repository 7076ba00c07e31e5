using System.Collections.Immutable;

namespace Fairlead.Node.Results;

/// <summary>Makes one figure of those that the nodes of a job printed.</summary>
/// <param name="Note">For people, when it had to be guessed; null: it was said.</param>
internal sealed record NodeMetrics(Metric Metric, string? Note)
{
    private static readonly string[] Averaged = ["latency", "duration", "time", "accuracy", "loss"];

    /// <param name="metrics">By rank; not empty.</param>
    /// <param name="scope">What the model's card says of them.</param>
    public static NodeMetrics Of(ImmutableArray<Metric> metrics, MetricScope scope)
    {
        var name = metrics[0].Name;
        var same = metrics.Where(metric => metric.Name == name).ToImmutableArray();
        var said = same[0].Scope == MetricScope.Unknown ? scope : same[0].Scope;
        if (said == MetricScope.Global || same.Length == 1)
            return new NodeMetrics(same[0], null);
        if (said == MetricScope.Unknown && same.All(metric => metric.Value.Equals(same[0].Value)))
            return new NodeMetrics(same[0], $"all {same.Length} nodes printed the same {name}, which is taken for that of the whole job: print scope=global or scope=node behind it");
        return new NodeMetrics(same[0] with { Value = Together(name, same.Select(metric => metric.Value)) }, null);
    }

    private static double Together(string name, IEnumerable<double> values) =>
        Averaged.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? values.Average()
        : name.Contains("memory", StringComparison.OrdinalIgnoreCase) ? values.Max()
        : values.Sum();
}
