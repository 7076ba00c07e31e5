using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>What a job reported in its output's <c>results.csv</c>: one row per rank, the loss before and after among the columns.</summary>
internal sealed record JobResults(IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    private const string FileName = "results.csv";
    private const string Before = "loss_first";
    private const string After = "loss_last";

    /// <summary>Null when the job wrote no results: not every script does.</summary>
    public static JobResults? ReadFrom(Run run)
    {
        var path = Path.Combine(run.OutputDirectory, FileName);
        if (!File.Exists(path))
            return null;
        var lines = File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        return lines is [var header, .. var rows]
            ? new JobResults([.. rows.Select(row => header.Zip(row).DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second))])
            : new JobResults([]);
    }

    /// <summary>The last loss, as the mean over the ranks; null when there is none.</summary>
    public double? Loss => Mean(After);

    /// <summary>For example <c>loss 4.8520 -> 2.3110 over 2 ranks</c>; null when there is no loss to report.</summary>
    public string? Summary =>
        Mean(Before) is { } before && Loss is { } after
            ? string.Create(CultureInfo.InvariantCulture, $"loss {before:0.0000} -> {after:0.0000} over {Rows.Count} ranks")
            : null;

    public JsonArray ToJson() =>
        [.. Rows.Select(row => new JsonObject(row.Select(cell => KeyValuePair.Create(cell.Key, (JsonNode?)JsonValue.Create(cell.Value)))))];

    private double? Mean(string column)
    {
        var values = Rows.Select(row => double.TryParse(row.GetValueOrDefault(column), CultureInfo.InvariantCulture, out var value) ? value : (double?)null).ToList();
        return values.Count > 0 && values.All(value => value is not null) ? values.Average() : null;
    }
}
