using System.Globalization;

namespace Fairlead.Recipes.Toml;

/// <summary>Integers of four bases, and floats.</summary>
internal static class Numbers
{
    private const int NoDigit = int.MaxValue;

    public static bool StartsNumber(this Cursor cursor) =>
        cursor.Rest is [(>= '0' and <= '9') or '+' or '-', ..] or ['i', 'n', 'f', ..] or ['n', 'a', 'n', ..];

    public static TomlValue ReadNumber(this Cursor cursor)
    {
        var position = cursor.Position;
        if (cursor.Current == '0' && BaseOf(cursor.Peek(1)) is { } prefixed)
        {
            cursor.Advance(2);
            var first = cursor.Index;
            SkipDigits(cursor, prefixed);
            return new TomlInteger(ToInteger(cursor, first, prefixed, negative: false), position);
        }

        var start = cursor.Index;
        var negative = AcceptSign(cursor);
        if (cursor.Accept("inf"))
            return new TomlFloat(negative ? double.NegativeInfinity : double.PositiveInfinity, position);
        if (cursor.Accept("nan"))
            return new TomlFloat(double.NaN, position);

        var whole = cursor.Index;
        SkipDigits(cursor, 10);
        if (cursor.Text[whole] == '0' && cursor.Index > whole + 1)
            throw cursor.ErrorAt(whole, "a number without leading zeros", $"'{cursor.Since(whole)}'");
        return SkipFractionAndExponent(cursor)
            ? new TomlFloat(ToDouble(cursor.Since(start)), position)
            : new TomlInteger(ToInteger(cursor, whole, 10, negative), position);
    }

    private static int? BaseOf(char prefix) => prefix switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => null };

    private static bool AcceptSign(Cursor cursor)
    {
        var negative = cursor.Current == '-';
        if (cursor.Current is '-' or '+')
            cursor.Advance();
        return negative;
    }

    private static bool SkipFractionAndExponent(Cursor cursor)
    {
        var start = cursor.Index;
        if (cursor.Accept('.'))
            SkipDigits(cursor, 10);
        if (cursor.Accept('e') || cursor.Accept('E'))
        {
            AcceptSign(cursor);
            SkipDigits(cursor, 10);
        }

        return cursor.Index > start;
    }

    // One digit or more; an underscore may only stand between two of them.
    private static void SkipDigits(Cursor cursor, int numberBase)
    {
        do
        {
            if (DigitOf(cursor.Current) >= numberBase)
                throw cursor.Error(numberBase == 10 ? "a digit" : $"a digit of base {numberBase}");
            while (DigitOf(cursor.Current) < numberBase)
                cursor.Advance();
        }
        while (cursor.Accept('_'));
    }

    private static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => NoDigit,
    };

    private static double ToDouble(ReadOnlySpan<char> written) =>
        double.Parse(written.ToString().Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static long ToInteger(Cursor cursor, int start, int numberBase, bool negative)
    {
        var limit = negative ? (ulong)long.MaxValue + 1 : long.MaxValue;
        var magnitude = 0ul;
        foreach (var character in cursor.Since(start))
        {
            if (character == '_')
                continue;
            var digit = (ulong)DigitOf(character);
            if (magnitude > (limit - digit) / (ulong)numberBase)
                throw cursor.ErrorAt(start, "an integer of 64 bits", $"'{cursor.Since(start)}'");
            magnitude = (magnitude * (ulong)numberBase) + digit;
        }

        return unchecked(negative ? -(long)magnitude : (long)magnitude);
    }
}
