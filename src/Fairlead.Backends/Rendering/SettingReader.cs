using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Rendering;

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

    /// <summary>One of the names of <typeparamref name="T"/>, in lower case; the first when absent.</summary>
    public T Choice<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return default;
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        return names.Contains(text)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw OriginOf(key).Fault($"'{key}' expects one of: {string.Join(", ", names)}; found '{text}'");
    }

    /// <summary>A table as it is; empty when absent.</summary>
    public TableSetting Table(string key) => settings[key] as TableSetting ?? TableSetting.Empty(Origin.BuiltIn);

    /// <summary>A reference to a secret, such as <c>env:NAME</c>; null when absent.</summary>
    public string? SecretReference(string key) => settings[key] switch
    {
        null => null,
        SecretSetting secret => secret.Reference.ToString(),
        ScalarSetting { Value: string text } when SecretPolicy.ParseReference(text) is { } reference => reference.ToString(),
        var other => throw other.Origin.Fault($"'{key}' expects a reference to a secret: ${{oc.env:NAME}}, env:NAME or file:/path", "keep the value itself out of the profile"),
    };

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
