using System.Text;

namespace Fairlead.Primitives;

/// <summary>Splits text into words: blanks separate, quotes and backslashes protect as in a POSIX shell, and nothing is expanded.</summary>
public static class WordSplit
{
    /// <summary>Null when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var place = 0; place < text.Length; place++)
        {
            var character = text[place];
            if (character is ' ' or '\t' or '\n')
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
                continue;
            }

            word ??= new StringBuilder();
            if (character is not ('\'' or '"'))
            {
                word.Append(character == '\\' && place + 1 < text.Length ? text[++place] : character);
                continue;
            }

            place = character == '\'' ? Single(text, place + 1, word) : Double(text, place + 1, word);
            if (place < 0)
                return null;
        }

        if (word is not null)
            words.Add(word.ToString());
        return words;
    }

    private static int Single(string text, int begin, StringBuilder word)
    {
        var end = text.IndexOf('\'', begin);
        if (end >= 0)
            word.Append(text, begin, end - begin);
        return end;
    }

    private static int Double(string text, int begin, StringBuilder word)
    {
        for (var place = begin; place < text.Length; place++)
        {
            if (text[place] == '"')
                return place;
            var escapes = text[place] == '\\' && place + 1 < text.Length && text[place + 1] is ('"' or '\\' or '$' or '`');
            word.Append(escapes ? text[++place] : text[place]);
        }

        return -1;
    }
}
