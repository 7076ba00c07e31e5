using System.Collections.Immutable;

namespace Fairlead.Node.Results;

/// <summary>One row of results, before everything else that a row says of its model.</summary>
/// <param name="Row">Of the model's own table; null: the model as a whole.</param>
/// <param name="Performance">As it is written; empty: none.</param>
/// <param name="Further">Columns that the model added.</param>
internal sealed record ResultRow(string? Row, string Performance, string Metric, VerdictKind Status, ImmutableArray<(string Column, string Value)> Further);

/// <summary>What the ranks of a job have brought of one model, all together.</summary>
/// <param name="Fault">Why it failed; null: it did not.</param>
/// <param name="IsUnmeasured">It failed for want of a figure alone.</param>
/// <param name="Notes">For people.</param>
internal sealed record ModelResults(ImmutableArray<ResultRow> Rows, string? Fault, bool IsUnmeasured, ImmutableArray<string> Notes)
{
    private static readonly string[] Known = ["model", ResultTable.Performance, "metric"];

    /// <param name="ranks">One record of each rank.</param>
    /// <param name="candidates">The files that may be the model's results; null: it writes none.</param>
    /// <param name="scope">What its card says of printed figures.</param>
    public static ModelResults Of(ImmutableArray<RankRecord> ranks, ImmutableArray<ResultCandidate>? candidates, MetricScope scope)
    {
        var best = ResultCandidate.Best(candidates ?? []);
        var notes = candidates is { } all ? ResultCandidate.Describe(all, best).ToImmutableArray() : [];
        var failed = ranks.Where(rank => rank.Verdict.Kind == VerdictKind.Failure).ToImmutableArray();
        if (!failed.IsEmpty)
            return new ModelResults([Whole(VerdictKind.Failure)], string.Join("; ", failed.Select(rank => $"rank {rank.Rank}: {rank.Verdict.Reason}")), IsUnmeasured: false, notes);
        if (ranks.All(rank => rank.Verdict.Kind == VerdictKind.Skipped))
            return new ModelResults([Whole(VerdictKind.Skipped)], null, IsUnmeasured: false, notes);
        if (best is not null)
            return new ModelResults([.. best.Table.Rows.Select(row => Of(best.Table, row))], null, IsUnmeasured: false, notes);
        ImmutableArray<Metric> printed = [.. ranks.Select(rank => rank.Metric).OfType<Metric>()];
        if (!printed.IsEmpty)
        {
            var together = NodeMetrics.Of(printed, scope);
            return new ModelResults([Whole(VerdictKind.Success, together.Metric)], null, IsUnmeasured: false, together.Note is { } note ? notes.Add(note) : notes);
        }

        return ranks.All(rank => rank.Verdict.Kind == VerdictKind.Success)
            ? new ModelResults([Whole(VerdictKind.Success)], null, IsUnmeasured: false, notes)
            : new ModelResults([Whole(VerdictKind.Failure)], $"none of the ranks {string.Join(", ", ranks.Select(rank => rank.Rank))} brought a figure", IsUnmeasured: true, notes);
    }

    private static ResultRow Whole(VerdictKind status, Metric? metric = null) =>
        new(null, metric?.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "", metric?.Name ?? "", status, []);

    private static ResultRow Of(ResultTable table, ImmutableArray<string> row) => new(
        table[row, "model"],
        table.ValueOf(row) is null ? "" : table[row, ResultTable.Performance],
        table[row, "metric"],
        table.ValueOf(row) is null ? VerdictKind.Failure : VerdictKind.Success,
        [.. table.Columns.Select((column, index) => (column, row[index])).Where(cell => cell.column.Length > 0 && !Known.Contains(cell.column, StringComparer.OrdinalIgnoreCase))]);
}
