using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fairlead.Recipes.Toml;

/// <summary>A place in a text that moves forward, skips what means nothing, and says what is wrong where.</summary>
internal sealed class Cursor(string text, string file)
{
    private readonly PositionIndex positions = new(text);

    public string Text { get; } = text;

    /// <summary>The offset of <see cref="Current"/>, in UTF-16 units.</summary>
    public int Index { get; private set; }

    public bool AtEnd => Index >= Text.Length;

    /// <summary>The character here. At the end it is NUL, which no rule of TOML accepts.</summary>
    public char Current => Peek(0);

    public ReadOnlySpan<char> Rest => Text.AsSpan(Index);

    public SourcePosition Position => PositionAt(Index);

    public char Peek(int ahead) => Index + ahead < Text.Length ? Text[Index + ahead] : '\0';

    public void Advance(int count = 1) => Index += count;

    public SourcePosition PositionAt(int index) => positions.At(index);

    public bool Accept(char wanted)
    {
        if (AtEnd || Text[Index] != wanted)
            return false;
        Index++;
        return true;
    }

    public bool Accept(string wanted)
    {
        if (!Rest.StartsWith(wanted, StringComparison.Ordinal))
            return false;
        Index += wanted.Length;
        return true;
    }

    /// <param name="expected">What the error calls it, when it is more than that one character.</param>
    public void Expect(char wanted, string? expected = null)
    {
        if (!Accept(wanted))
            throw Error(expected ?? $"'{wanted}'");
    }

    /// <summary>Takes one LF or CRLF.</summary>
    public bool AcceptNewline() => Accept('\n') || Accept("\r\n");

    /// <summary>The characters from <paramref name="start"/> to here.</summary>
    public ReadOnlySpan<char> Since(int start) => Text.AsSpan(start, Index - start);

    public TomlException Error(string expected) => ErrorAt(Index, expected, Describe(Rest));

    public TomlException ErrorAt(int index, string expected, string found) => ErrorAt(PositionAt(index), expected, found);

    public TomlException ErrorAt(SourcePosition position, string expected, string found) => new(file, position, expected, found);

    private static string Describe(ReadOnlySpan<char> rest) => rest switch
    {
        [] => "end of file",
        ['\n', ..] or ['\r', '\n', ..] => "end of line",
        ['\r', ..] => "a carriage return without a line feed",
        ['\t', ..] => "a tab",
        _ => Rune.DecodeFromUtf16(rest, out var rune, out _) == OperationStatus.Done && IsVisible(rune) ? $"'{rune}'" : $"U+{rune.Value:X4}",
    };

    private static bool IsVisible(Rune rune) =>
        rune.Value == ' '
        || !(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);
}
