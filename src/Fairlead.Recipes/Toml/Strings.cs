using System.Buffers;
using System.Text;

namespace Fairlead.Recipes.Toml;

/// <summary>The four kinds of string. Line ends inside multi-line strings are kept as they are written.</summary>
internal static class Strings
{
    private static readonly SearchValues<char> StopsBasic = SearchValues.Create(Trivia.ControlCharacters + "\"\\");
    private static readonly SearchValues<char> StopsLiteral = SearchValues.Create(Trivia.ControlCharacters + "'");

    /// <summary>Reads a string of any kind, single-line or multi-line.</summary>
    public static string ReadString(this Cursor cursor) => (cursor.Current, cursor.Peek(1), cursor.Peek(2)) switch
    {
        ('"', '"', '"') => ReadMultiline(cursor, '"', StopsBasic),
        ('\'', '\'', '\'') => ReadMultiline(cursor, '\'', StopsLiteral),
        ('"', _, _) => cursor.ReadBasicString(),
        _ => cursor.ReadLiteralString(),
    };

    public static string ReadBasicString(this Cursor cursor) => ReadLine(cursor, '"', StopsBasic);

    public static string ReadLiteralString(this Cursor cursor) => ReadLine(cursor, '\'', StopsLiteral);

    private static string ReadLine(Cursor cursor, char quote, SearchValues<char> stops)
    {
        cursor.Advance();
        var value = new StringBuilder();
        while (true)
        {
            Take(cursor, stops, value);
            if (cursor.Accept(quote))
                return value.ToString();
            if (!cursor.Accept('\\'))
                throw cursor.Error($"the closing {quote}");
            Escapes.Read(cursor, value);
        }
    }

    private static string ReadMultiline(Cursor cursor, char quote, SearchValues<char> stops)
    {
        cursor.Advance(3);
        cursor.AcceptNewline();
        var value = new StringBuilder();
        while (true)
        {
            Take(cursor, stops, value);
            if (cursor.Current == quote)
            {
                if (TakeQuotes(cursor, quote, value))
                    return value.ToString();
            }
            else if (cursor.Accept('\\'))
            {
                if (!Escapes.SkipLineEnding(cursor))
                    Escapes.Read(cursor, value);
            }
            else
            {
                TakeNewline(cursor, quote, value);
            }
        }
    }

    private static void Take(Cursor cursor, SearchValues<char> stops, StringBuilder value)
    {
        var length = cursor.Rest.IndexOfAny(stops);
        var run = length < 0 ? cursor.Rest : cursor.Rest[..length];
        value.Append(run);
        cursor.Advance(run.Length);
    }

    // Up to two quotes may stand directly before the closing three.
    private static bool TakeQuotes(Cursor cursor, char quote, StringBuilder value)
    {
        var count = 0;
        while (count < 5 && cursor.Accept(quote))
            count++;
        var closes = count >= 3;
        value.Append(quote, closes ? count - 3 : count);
        return closes;
    }

    private static void TakeNewline(Cursor cursor, char quote, StringBuilder value)
    {
        var start = cursor.Index;
        if (!cursor.AcceptNewline())
            throw cursor.Error($"the closing {quote}{quote}{quote}");
        value.Append(cursor.Since(start));
    }
}
