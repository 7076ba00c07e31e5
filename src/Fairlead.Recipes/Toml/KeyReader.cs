using System.Buffers;

namespace Fairlead.Recipes.Toml;

/// <summary>One part of a key, and where it stands.</summary>
internal readonly record struct Key(string Name, SourcePosition Position);

internal static class KeyReader
{
    private static readonly SearchValues<char> Bare =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Reads one part of a key and the blanks around it.</summary>
    public static Key ReadKey(this Cursor cursor)
    {
        cursor.SkipBlanks();
        var position = cursor.Position;
        var name = cursor.Current switch
        {
            '"' => cursor.ReadBasicString(),
            '\'' => cursor.ReadLiteralString(),
            _ => ReadBare(cursor),
        };
        cursor.SkipBlanks();
        return new Key(name, position);
    }

    /// <summary>The letters, digits, underscores and hyphens from here on; possibly none.</summary>
    public static ReadOnlySpan<char> PeekBareWord(this Cursor cursor)
    {
        var length = cursor.Rest.IndexOfAnyExcept(Bare);
        return length < 0 ? cursor.Rest : cursor.Rest[..length];
    }

    private static string ReadBare(Cursor cursor)
    {
        var name = cursor.PeekBareWord();
        if (name.IsEmpty)
            throw cursor.Error("a key");
        cursor.Advance(name.Length);
        return name.ToString();
    }
}
