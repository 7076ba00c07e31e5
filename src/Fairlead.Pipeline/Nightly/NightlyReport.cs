using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Nightly;

/// <summary>One night: every recipe that was tried. Nights are compared when profile and machine are the same.</summary>
internal sealed record NightlyReport(DateTimeOffset Started, string Profile, string Host, ImmutableArray<NightlyResult> Results)
{
    private const string StampFormat = "yyyy-MM-dd'T'HH-mm-ss'Z'";

    /// <summary>Sorts by time.</summary>
    [JsonIgnore]
    public string FileName => $"{Started.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture)}.json";

    /// <summary>What was worse than the night it was compared with; failed jobs are among them.</summary>
    public ImmutableArray<string> Regressions { get; init; } = [];

    public string ToJson() => CanonicalJson.Write(JsonSerializer.SerializeToNode(this, NightlyJson.Default.NightlyReport), indented: true) + "\n";

    /// <exception cref="FairleadException">The text is no such report.</exception>
    public static NightlyReport Parse(string text, string path)
    {
        try
        {
            var report = StrictJson.Read(text, NightlyJson.Default.NightlyReport);
            return report.Results.Any(result => result is null) ? throw new JsonException("expected no null in $.results") : report;
        }
        catch (JsonException exception)
        {
            throw FairleadException.Usage($"expected the report of a night in {path}, found something else: {exception.Message}", "remove it: the next night then begins a new record", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NightlyReport))]
internal sealed partial class NightlyJson : JsonSerializerContext;
