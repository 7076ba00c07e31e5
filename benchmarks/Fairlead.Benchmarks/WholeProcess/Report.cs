using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Rows as people and programs read them.</summary>
internal sealed record Report(string Machine, IReadOnlyList<Row> Rows)
{
    public string ToText()
    {
        string[][] lines =
        [
            ["COMPARISON", "OURS", "MIN s", "MEDIAN s", "PEER", "MIN s", "MEDIAN s", "RATIO", "MORE s", "BUDGET"],
            .. Rows.Select(row => new[]
            {
                row.Name, row.OurName, Seconds(row.Ours.Minimum), Seconds(row.Ours.Median), row.PeerName, Seconds(row.Peer.Minimum), Seconds(row.Peer.Median),
                row.Ratio.ToString("0.00", CultureInfo.InvariantCulture), Seconds(row.Ours.Median - row.Peer.Median), row.Budget,
            }),
        ];
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToList();
        var table = lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        var remarks = Rows.Where(row => row.Remark.Length > 0).Select(row => $"{row.Name}: {row.Remark}");
        return string.Join('\n', [.. table, .. remarks, Machine, ""]);
    }

    public string ToJson() => CanonicalJson.Write(
        new JsonObject { ["machine"] = Machine, ["comparisons"] = new JsonArray([.. Rows.Select(ToJson)]) },
        indented: true);

    private static JsonObject ToJson(Row row) => new()
    {
        ["name"] = row.Name,
        ["budget"] = row.Budget,
        ["remark"] = row.Remark,
        ["ratio"] = Math.Round(row.Ratio, 3),
        ["ours"] = ToJson(row.OurName, row.Ours),
        ["peer"] = ToJson(row.PeerName, row.Peer),
    };

    private static JsonObject ToJson(string name, Times times) => new()
    {
        ["name"] = name,
        ["minimum_s"] = Math.Round(times.Minimum.TotalSeconds, 4),
        ["median_s"] = Math.Round(times.Median.TotalSeconds, 4),
        ["runs"] = times.All.Count,
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
