using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>A file of results as a model writes it: comma-separated values (RFC 4180) below a header.</summary>
/// <param name="Columns">As written, trimmed.</param>
/// <param name="Rows">Each as long as the header.</param>
internal sealed record ResultTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    public const string Performance = "performance";
    public static readonly ResultTable Empty = new([], []);
    private const char ByteOrderMark = '\ufeff';

    /// <summary>How many rows have a figure.</summary>
    public int Values => Rows.Count(row => ValueOf(row) is not null);

    public static ResultTable Parse(string text)
    {
        var records = CsvField.Records(text.TrimStart(ByteOrderMark)).Where(record => record.Trim().Length > 0).Select(CsvField.Split).ToList();
        if (records.Count == 0)
            return Empty;
        var columns = records[0].Select(Plain).ToImmutableArray();
        return new ResultTable(columns, [.. records.Skip(1).Select(record => (ImmutableArray<string>)[.. record.Take(columns.Length).Select(Plain), .. Enumerable.Repeat("", Math.Max(0, columns.Length - record.Length))])]);
    }

    /// <summary>Empty when there is no such column. Names are compared without their case.</summary>
    public string this[ImmutableArray<string> row, string column] =>
        Columns.FirstOrDefault(name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) is { } found ? row[Columns.IndexOf(found)] : "";

    public double? ValueOf(ImmutableArray<string> row) => Metric.FiniteOf(this[row, Performance]);

    // Some quote what has blanks around it.
    private static string Plain(string field) => field.Trim() is ['"', .. var inner, '"'] ? inner.Trim() : field.Trim();
}
