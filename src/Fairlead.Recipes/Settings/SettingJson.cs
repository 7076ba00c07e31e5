using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairlead.Recipes.Settings;

/// <summary>Settings as JSON. Secrets are written as their references.</summary>
public static class SettingJson
{
    /// <exception cref="Fairlead.Primitives.FairleadException">A number is infinite or not a number, which JSON cannot carry.</exception>
    public static JsonNode? ToJson(this Setting setting) => setting switch
    {
        TableSetting table => new JsonObject(table.Items.Select(item => KeyValuePair.Create(item.Key, item.Value.ToJson()))),
        ListSetting list => new JsonArray([.. list.Items.Select(ToJson)]),
        SecretSetting secret => JsonValue.Create(secret.Reference.ToString()),
        ScalarSetting { Value: double number } => Number(number, setting.Origin),
        ScalarSetting { Value: long number } => JsonValue.Create(number),
        ScalarSetting { Value: bool flag } => JsonValue.Create(flag),
        ScalarSetting { Value: string text } => JsonValue.Create(text),
        _ => null,
    };

    // YAML 1.1 readers, PyYAML among them, take 1e-05 for text and 1.0e-05 for a number.
    private static JsonNode Number(double number, Origin origin)
    {
        if (!double.IsFinite(number))
            throw origin.Fault($"'{number.ToString(CultureInfo.InvariantCulture)}' cannot be written as JSON", "use a finite number");
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (!text.Contains('.', StringComparison.Ordinal))
            text = exponent < 0 ? $"{text}.0" : text.Insert(exponent, ".0");
        return JsonNode.Parse(text)!;
    }
}
