using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Fairlead.Recipes.Toml;

/// <summary>A text without its byte order mark, and what to say of a place in it.</summary>
internal sealed class SourceText
{
    private const char ByteOrderMark = '\uFEFF';
    private readonly string file;

    public SourceText(string text, string file)
    {
        this.file = file;
        Text = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        End = Text.StartsWith(ByteOrderMark) ? 0 : FirstForbidden(Text);
    }

    public string Text { get; }

    /// <summary>Where the first character stands that TOML allows nowhere; the length of the text when there is none.</summary>
    public int End { get; }

    /// <exception cref="TomlException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        var valid = new char[bytes.Length];
        Utf8.ToUtf16(bytes, valid, out var read, out var written, replaceInvalidSequences: false);
        var source = new SourceText(new string(valid, 0, written), file);
        throw source.Fault(source.Text.Length, "UTF-8", $"the byte 0x{bytes[read]:X2}");
    }

    /// <param name="found">Null: the character that stands there.</param>
    public TomlException Fault(int offset, string expected, string? found = null) =>
        Fault(PositionAt(offset), expected, found ?? Describe(Text.AsSpan(offset)));

    public TomlException Fault(SourcePosition position, string expected, string found) => new(file, position, expected, found);

    private SourcePosition PositionAt(int offset)
    {
        var above = Text.AsSpan(0, offset);
        var column = 1;
        foreach (var _ in above[(above.LastIndexOf('\n') + 1)..].EnumerateRunes())
            column++;
        return new SourcePosition(above.Count('\n') + 1, column);
    }

    private static int FirstForbidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var (here, next) = (text[at], at + 1 < text.Length ? text[at + 1] : '\0');
            if (char.IsSurrogatePair(here, next))
                at++;
            else if (char.IsSurrogate(here) || (here == '\r' ? next != '\n' : here is (< ' ' and not ('\t' or '\n')) or '\u007F'))
                return at;
        }

        return text.Length;
    }

    private static string Describe(ReadOnlySpan<char> rest) => rest switch
    {
        [] => "end of file",
        ['\n', ..] or ['\r', '\n', ..] => "end of line",
        ['\r', ..] => "a carriage return without a line feed",
        ['\t', ..] => "a tab",
        [>= '\uD800' and <= '\uDFFF', ..] when Rune.DecodeFromUtf16(rest, out _, out _) != OperationStatus.Done => $"half a surrogate pair (U+{(int)rest[0]:X4})",
        _ => Rune.DecodeFromUtf16(rest, out var rune, out _) == OperationStatus.Done && IsVisible(rune) ? $"'{rune}'" : $"U+{rune.Value:X4}",
    };

    private static bool IsVisible(Rune rune) =>
        rune.Value == ' '
        || !(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);
}
