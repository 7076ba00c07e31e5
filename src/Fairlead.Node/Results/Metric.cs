using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairlead.Node.Results;

/// <summary>Whether a figure is of the whole job or of one node.</summary>
internal enum MetricScope
{
    /// <summary>Nobody has said so.</summary>
    Unknown,

    Global,
    Node,
}

/// <summary>A figure that a model printed.</summary>
/// <param name="Name">What was measured, such as <c>tokens_per_second</c>.</param>
internal sealed partial record Metric(double Value, string Name, MetricScope Scope = MetricScope.Unknown)
{
    private const string Fallback = "samples_per_second";

    /// <summary>Reads <c>performance: 12.5 tokens_per_second</c>, with a unit, a comma and a scope where there are any. Null for any other line.</summary>
    public static Metric? Of(string line)
    {
        if (Performance().Match(line) is { Success: true } match && FiniteOf(match.Groups["value"].Value) is { } value)
            return new Metric(value, match.Groups["metric"].Value, ScopeOf(match.Groups["scope"].Value));
        return Samples().Match(line) is { Success: true } samples && FiniteOf(samples.Groups["value"].Value) is { } rate ? new Metric(rate, Fallback) : null;
    }

    /// <summary>Null for what is no number, or not a finite one.</summary>
    public static double? FiniteOf(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public static MetricScope ScopeOf(string? text) => text switch
    {
        "global" => MetricScope.Global,
        "node" => MetricScope.Node,
        _ => MetricScope.Unknown,
    };

    [GeneratedRegex(@"performance:\s+(?<value>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:/[^\s,]+,?|,(?:/[^\s,]+)?)?\s+(?<metric>[^\s,]+)(?:,?\s+scope=(?<scope>global|node)\b)?")]
    private static partial Regex Performance();

    [GeneratedRegex(@"train_samples_per_second['""]?\s*[:=]\s*(?<value>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")]
    private static partial Regex Samples();
}
