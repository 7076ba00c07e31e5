using System.Buffers;

namespace Fairlead.Recipes.Toml;

/// <summary>What may stand between tokens: blanks, comments and line ends.</summary>
internal static class Trivia
{
    /// <summary>Every control character but the tab: none may stand in a comment or a string.</summary>
    public static readonly string ControlCharacters =
        string.Concat(Enumerable.Range(0, 0x20).Where(code => code != '\t').Append(0x7F).Select(code => (char)code));

    private static readonly SearchValues<char> EndsComment = SearchValues.Create(ControlCharacters);

    public static void SkipBlanks(this Cursor cursor)
    {
        while (cursor.Current is ' ' or '\t')
            cursor.Advance();
    }

    public static void SkipBlanksCommentsAndNewlines(this Cursor cursor)
    {
        do
        {
            cursor.SkipBlanks();
            cursor.SkipComment();
        }
        while (cursor.AcceptNewline());
    }

    /// <summary>Takes the rest of a line on which nothing more may stand than a comment.</summary>
    public static void ExpectEndOfLine(this Cursor cursor)
    {
        cursor.SkipBlanks();
        cursor.SkipComment();
        if (!cursor.AtEnd && !cursor.AcceptNewline())
            throw cursor.Error("end of line");
    }

    private static void SkipComment(this Cursor cursor)
    {
        if (!cursor.Accept('#'))
            return;
        var length = cursor.Rest.IndexOfAny(EndsComment);
        cursor.Advance(length < 0 ? cursor.Rest.Length : length);
        if (!cursor.AtEnd && cursor.Current != '\n' && !(cursor.Current == '\r' && cursor.Peek(1) == '\n'))
            throw cursor.Error("a comment without control characters");
    }
}
