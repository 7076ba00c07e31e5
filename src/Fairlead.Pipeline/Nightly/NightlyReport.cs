using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Nightly;

/// <summary>One night: every recipe that was tried. Nights are compared when profile and machine are the same.</summary>
internal sealed record NightlyReport(DateTimeOffset Started, string Profile, string Host, ImmutableArray<NightlyResult> Results)
{
    private const string StampFormat = "yyyy-MM-dd'T'HH-mm-ss'Z'";

    /// <summary>Sorts by time.</summary>
    public string FileName => $"{Started.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture)}.json";

    /// <summary>What was worse than the night it was compared with; failed jobs are among them.</summary>
    public ImmutableArray<string> Regressions { get; init; } = [];

    public string ToJson() => CanonicalJson.Write(
        new JsonObject
        {
            ["started"] = Started.ToString("O", CultureInfo.InvariantCulture),
            ["profile"] = Profile,
            ["host"] = Host,
            ["results"] = new JsonArray([.. Results.Select(result => new JsonObject
            {
                ["recipe"] = result.Recipe,
                ["run"] = result.Run,
                ["loss"] = result.Loss,
                ["seconds"] = result.Seconds,
                ["problem"] = result.Problem,
            })]),
            ["regressions"] = new JsonArray([.. Regressions.Select(line => JsonValue.Create(line))]),
        },
        indented: true) + "\n";

    /// <exception cref="FairleadException">The text is no such report.</exception>
    public static NightlyReport Parse(string text, string path)
    {
        try
        {
            var node = JsonNode.Parse(text)!;
            return new NightlyReport(
                DateTimeOffset.Parse(node["started"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                node["profile"]!.GetValue<string>(),
                node["host"]!.GetValue<string>(),
                [.. node["results"]!.AsArray().Select(result => new NightlyResult(
                    result!["recipe"]!.GetValue<string>(),
                    result["run"]?.GetValue<string>(),
                    result["loss"]?.GetValue<double>(),
                    result["seconds"]!.GetValue<double>(),
                    result["problem"]?.GetValue<string>()))])
            {
                Regressions = [.. node["regressions"]!.AsArray().Select(line => line!.GetValue<string>())],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw FairleadException.Usage($"expected the report of a night in {path}, found something else: {exception.Message}", "remove it: the next night then begins a new record", exception);
        }
    }
}
