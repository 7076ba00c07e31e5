using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>The notation of the public TOML test suite: tables and arrays as they are, every other value as <c>{"type": ..., "value": ...}</c>.</summary>
internal static class TaggedJson
{
    public static JsonNode From(TomlValue value) => value switch
    {
        TomlTable table => From(table),
        TomlArray array => new JsonArray([.. array.Items.Select(From)]),
        TomlString text => Tagged("string", text.Value),
        TomlInteger integer => Tagged("integer", integer.Value.ToString(CultureInfo.InvariantCulture)),
        TomlFloat number => Tagged("float", From(number.Value)),
        TomlBoolean boolean => Tagged("bool", boolean.Value ? "true" : "false"),
        TomlOffsetDateTime instant => Tagged("datetime", From(instant.Value, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz")),
        TomlLocalDateTime local => Tagged("datetime-local", From(local.Value, "yyyy-MM-ddTHH:mm:ss.FFFFFFF")),
        TomlLocalDate date => Tagged("date-local", From(date.Value, "yyyy-MM-dd")),
        TomlLocalTime time => Tagged("time-local", From(time.Value, "HH:mm:ss.FFFFFFF")),
        _ => throw new ArgumentException($"no notation for {value.GetType().Name}", nameof(value)),
    };

    private static JsonObject From(TomlTable table)
    {
        var members = new JsonObject();
        foreach (var (key, value) in table)
            members.Add(key, From(value));
        return members;
    }

    // Seventeen significant digits name every double.
    private static string From(double number) => number switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => number.ToString("e16", CultureInfo.InvariantCulture),
    };

    private static string From(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static JsonObject Tagged(string type, string value) => new() { ["type"] = type, ["value"] = value };
}
