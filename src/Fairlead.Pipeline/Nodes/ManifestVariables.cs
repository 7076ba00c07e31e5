using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Images.Manifest;

namespace Fairlead.Pipeline.Nodes;

/// <summary>The variables of the submitter's that a manifest refers to.</summary>
internal static partial class ManifestVariables
{
    public static IEnumerable<string> Needed(ImageManifest manifest, Func<string, string?> environment) => manifest.Extensions.Values
        .Append(manifest.Context)
        .Concat(manifest.Models.Select(model => model.Card))
        .SelectMany(text => Below(text.ToNode()))
        .Where(name => environment(name) is not null)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Below(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } reference when reference["fromEnv"] is JsonValue name => [name.ToString()],
        JsonObject members => members.SelectMany(member => Below(member.Value)),
        JsonArray items => items.SelectMany(Below),
        JsonValue value when value.TryGetValue<string>(out var text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value),
        _ => [],
    };

    [GeneratedRegex(@"(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Placeholder();
}
