using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>Short ways to read a document in a test.</summary>
internal static class Documents
{
    public static TomlTable Read(string text) => TomlReader.Read(text, "test.toml");

    /// <summary>The value of <c>x</c> in a document that sets it to the given text.</summary>
    public static TomlValue ReadValue(string value) => Read($"x = {value}\n")["x"];

    /// <summary>The values of a document as JSON, without their types.</summary>
    public static string Plain(string text) => Plain(Read(text));

    public static TomlException Refusal(string text) => Assert.Throws<TomlException>(() => Read(text))!;

    private static string Plain(TomlValue value) => value switch
    {
        TomlTable table => $"{{{string.Join(',', table.Keys.Select(key => $"{key}:{Plain(table[key])}"))}}}",
        TomlArray array => $"[{string.Join(',', array.Items.Select(Plain))}]",
        TomlInteger integer => $"{integer.Value}",
        _ => throw new ArgumentException($"these documents hold integers only, not {value}", nameof(value)),
    };
}
