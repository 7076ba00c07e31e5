using System.Globalization;
using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Settings;

/// <summary>Reads TOML into settings, keeping the line of every node. Dates and times become their text.</summary>
public static class TomlSettings
{
    /// <exception cref="TomlException">The file is not TOML; the message names file and line.</exception>
    public static TableSetting ReadFile(string path, string layer) => (TableSetting)Convert(TomlReader.ReadFile(path), path, layer);

    /// <inheritdoc cref="ReadFile"/>
    public static TableSetting Read(string text, string file, string layer) => (TableSetting)Convert(TomlReader.Read(text, file), file, layer);

    private static Setting Convert(TomlValue value, string file, string layer)
    {
        var origin = new Origin(layer, file, value.Position.Line);
        return value switch
        {
            TomlTable table => TableSetting.Empty(origin).With(table.Keys.Select(key => KeyValuePair.Create(key, Convert(table[key], file, layer)))),
            TomlArray array => new ListSetting([.. array.Items.Select(item => Convert(item, file, layer))], origin),
            TomlString text => ScalarSetting.OfText(text.Value, origin),
            TomlInteger integer => new ScalarSetting(integer.Value, origin),
            TomlFloat number => new ScalarSetting(number.Value, origin),
            TomlBoolean flag => new ScalarSetting(flag.Value, origin),
            TomlOffsetDateTime time => new ScalarSetting(time.Value.ToString("O", CultureInfo.InvariantCulture), origin),
            TomlLocalDateTime time => new ScalarSetting(time.Value.ToString("s", CultureInfo.InvariantCulture), origin),
            TomlLocalDate date => new ScalarSetting(date.Value.ToString("O", CultureInfo.InvariantCulture), origin),
            TomlLocalTime time => new ScalarSetting(time.Value.ToString("HH:mm:ss", CultureInfo.InvariantCulture), origin),
            _ => throw new InvalidOperationException($"unknown TOML value {value.GetType().Name}"),
        };
    }
}
