using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Jobs;

/// <summary>Reads settings whose types are already checked.</summary>
internal sealed class SettingReader(TableSetting settings)
{
    public Origin OriginOf(string key) => (settings[key] ?? settings).Origin;

    /// <summary>One line; null when absent or empty.</summary>
    public string? Text(string key) => settings[key] switch
    {
        null => null,
        ScalarSetting { Value: string text } => OneLine(text, key) is { Length: > 0 } line ? line : null,
        var other => throw other.Origin.Fault($"'{key}' expects a string, found {other.Kind}"),
    };

    public string? Lines(string key) => (settings[key] as ScalarSetting)?.ToText() is { Length: > 0 } text ? text : null;

    public bool Flag(string key) => settings[key] is ScalarSetting { Value: true };

    public int? Number(string key, int minimum) => settings[key] switch
    {
        null => null,
        ScalarSetting { Value: long number } when number >= minimum && number <= int.MaxValue => (int)number,
        ScalarSetting scalar => throw scalar.Origin.Fault($"'{key}' expects an integer of at least {minimum.ToString(CultureInfo.InvariantCulture)}, found '{scalar.ToText()}'"),
        var other => throw other.Origin.Fault($"'{key}' expects an integer, found {other.Kind}"),
    };

    /// <summary>Each one line.</summary>
    public ImmutableArray<(string Text, Origin Origin)> Texts(string key) =>
        [.. List(key).Select(item => (OneLine(((ScalarSetting)item).ToText(), key), item.Origin))];

    /// <summary>As they are.</summary>
    public ImmutableArray<(string Text, Origin Origin)> Words(string key) =>
        [.. List(key).Select(item => (((ScalarSetting)item).ToText(), item.Origin))];

    public ImmutableArray<TableSetting> Tables(string key) => [.. List(key).Cast<TableSetting>()];

    private ImmutableArray<Setting> List(string key) => (settings[key] as ListSetting)?.Items ?? [];

    /// <exception cref="FairleadException">The text holds a line break or another control character.</exception>
    private string OneLine(string text, string key)
    {
        var control = text.FirstOrDefault(char.IsControl, ' ');
        return char.IsControl(control)
            ? throw OriginOf(key).Fault($"'{key}' expects one line without control characters, found U+{(int)control:X4} in it")
            : text.Trim();
    }
}
