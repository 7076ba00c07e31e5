using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>What one rank says of a model that it has run; it lies beside the rank's results.</summary>
/// <param name="Seconds">How long the container ran.</param>
/// <param name="Gpus">How many it was shown.</param>
internal sealed record RankRecord(int Rank, Verdict Verdict, double Seconds = 0, int Gpus = 0, string? Architecture = null, Metric? Metric = null)
{
    private const string FileName = "rank.json";

    /// <param name="folder">That of the rank's results.</param>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var record = new JsonObject
        {
            ["rank"] = Rank,
            ["verdict"] = Verdict.Kind.ToString().ToLowerInvariant(),
            ["reason"] = Verdict.Reason,
            ["seconds"] = Math.Round(Seconds, 3),
            ["gpus"] = Gpus,
            ["gpu_architecture"] = Architecture,
        };
        if (Metric is { } metric)
            record["metric"] = new JsonObject { ["value"] = metric.Value, ["name"] = metric.Name, ["scope"] = metric.Scope.ToString().ToLowerInvariant() };
        AtomicFile.Write(Path.Combine(folder, FileName), record.ToJsonString() + "\n");
    }

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>A rank without a record, or with one that cannot be read, has failed.</summary>
    public static RankRecord Read(string folder, int rank)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new RankRecord(rank, new Verdict(VerdictKind.Failure, "it left no record: it never ran, or was killed"));
        try
        {
            var record = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            return new RankRecord(
                rank,
                new Verdict(Enum.Parse<VerdictKind>((string)record["verdict"]!, ignoreCase: true), (string?)record["reason"] ?? ""),
                (double?)record["seconds"] ?? 0,
                (int?)record["gpus"] ?? 0,
                (string?)record["gpu_architecture"],
                record["metric"] is JsonObject metric ? new Metric((double)metric["value"]!, (string)metric["name"]!, Metric.ScopeOf((string?)metric["scope"])) : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException or IOException)
        {
            return new RankRecord(rank, new Verdict(VerdictKind.Failure, string.Create(CultureInfo.InvariantCulture, $"its record {path} cannot be read: {exception.Message}")));
        }
    }
}
