using System.Globalization;
using System.Text;

namespace Fairlead.Recipes.Toml;

/// <summary>What follows a backslash in a basic string.</summary>
internal static class Escapes
{
    public static void Read(Cursor cursor, StringBuilder value)
    {
        char? simple = cursor.Current switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };
        if (simple is { } character)
        {
            cursor.Advance();
            value.Append(character);
        }
        else if (cursor.Accept('u'))
        {
            value.Append(ReadCodePoint(cursor, digits: 4));
        }
        else if (cursor.Accept('U'))
        {
            value.Append(ReadCodePoint(cursor, digits: 8));
        }
        else
        {
            throw cursor.Error("an escape (one of b t n f r \" \\ u U) after the backslash");
        }
    }

    /// <summary>In a multi-line string a backslash at the end of a line swallows all blanks and line ends up to the next other character.</summary>
    public static bool SkipLineEnding(Cursor cursor)
    {
        var blanks = cursor.Rest.IndexOfAnyExcept(' ', '\t');
        if (blanks < 0 || cursor.Rest[blanks..] is not (['\n', ..] or ['\r', '\n', ..]))
            return false;
        do
            cursor.SkipBlanks();
        while (cursor.AcceptNewline());
        return true;
    }

    private static Rune ReadCodePoint(Cursor cursor, int digits)
    {
        var start = cursor.Index;
        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
                throw cursor.Error($"{digits} hexadecimal digits");
            cursor.Advance();
        }

        var code = uint.Parse(cursor.Since(start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return Rune.TryCreate(code, out var rune)
            ? rune
            : throw cursor.ErrorAt(start, "the number of a Unicode character", $"'{cursor.Since(start)}'");
    }
}
