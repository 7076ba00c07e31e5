using System.Collections.Immutable;
using System.Globalization;

namespace Fairlead.Pipeline.Nightly;

/// <summary>What got worse since the night before, by more than chance explains.</summary>
internal static class NightlyComparison
{
    /// <summary>A loss may rise by this part of itself: the tiny configs are seeded, so the same code gives the same loss.</summary>
    public const double LossMargin = 0.05;

    /// <summary>A job may take longer by this part of its time, and by <see cref="SecondsMargin"/>: machines differ in load.</summary>
    public const double TimeMargin = 0.5;

    public const double SecondsMargin = 10;

    /// <param name="before">Null: there is nothing to compare with, so only failed jobs count.</param>
    public static ImmutableArray<string> Regressions(NightlyReport? before, NightlyReport now) =>
        [.. now.Results.SelectMany(result => Of(before?.Results.FirstOrDefault(other => other.Recipe == result.Recipe && other.Problem is null), result))];

    private static IEnumerable<string> Of(NightlyResult? before, NightlyResult now)
    {
        if (now.Problem is not null)
            yield return $"{now.Recipe} failed: {now.Problem}";
        if (now.Problem is not null || before is null)
            yield break;
        if (before.Loss is { } was && (now.Loss is not { } loss || !(loss <= was * (1 + LossMargin))))
            yield return $"{now.Recipe}: loss {Number(was)} -> {(now.Loss is { } found ? Number(found) : "none")}, more than {LossMargin:P0} worse";
        if (now.Seconds > (before.Seconds * (1 + TimeMargin)) + SecondsMargin)
            yield return $"{now.Recipe}: {Number(before.Seconds)} s -> {Number(now.Seconds)} s, more than {TimeMargin:P0} and {SecondsMargin} s slower";
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
