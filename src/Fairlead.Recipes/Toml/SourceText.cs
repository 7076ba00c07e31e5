using System.Text;
using System.Text.Unicode;

namespace Fairlead.Recipes.Toml;

/// <summary>From bytes to a cursor over whole Unicode characters.</summary>
internal static class SourceText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="TomlException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string file) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw InvalidByte(bytes, file);

    /// <summary>A cursor after the byte order mark, if there is one.</summary>
    /// <exception cref="TomlException">The text holds half a surrogate pair.</exception>
    public static Cursor Open(string text, string file)
    {
        var cursor = new Cursor(text.StartsWith(ByteOrderMark) ? text[1..] : text, file);
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            RefuseLoneSurrogates(cursor);
        return cursor;
    }

    private static void RefuseLoneSurrogates(Cursor cursor)
    {
        var text = cursor.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (char.IsSurrogate(text[at]))
                throw cursor.ErrorAt(at, "a Unicode character", $"half a surrogate pair (U+{(int)text[at]:X4})");
        }
    }

    private static TomlException InvalidByte(ReadOnlySpan<byte> bytes, string file)
    {
        var valid = new char[bytes.Length];
        Utf8.ToUtf16(bytes, valid, out var read, out var written, replaceInvalidSequences: false);
        var cursor = Open(new string(valid, 0, written), file);
        return cursor.ErrorAt(cursor.Text.Length, "UTF-8", $"the byte 0x{bytes[read]:X2}");
    }
}
