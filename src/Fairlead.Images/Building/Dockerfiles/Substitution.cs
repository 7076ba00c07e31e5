using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Dockerfiles;

/// <summary>Fills variables into a word of a Dockerfile and takes its quotes off.</summary>
internal sealed class Substitution(IReadOnlyDictionary<string, string> values, char escape)
{
    /// <exception cref="FairleadException">The word uses a form that is not known here.</exception>
    public string Fill(string word)
    {
        var filled = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < word.Length;)
        {
            var c = word[i];
            if (c == escape && quote != '\'' && i + 1 < word.Length)
            {
                filled.Append(word[i + 1]);
                i += 2;
            }
            else if (c == '$' && quote != '\'')
            {
                filled.Append(Variable(word, ref i));
            }
            else
            {
                if (quote == '\0' && c is '"' or '\'')
                    quote = c;
                else if (c == quote)
                    quote = '\0';
                else
                    filled.Append(c);
                i++;
            }
        }

        return filled.ToString();
    }

    private string Variable(string word, ref int i)
    {
        if (i + 1 < word.Length && word[i + 1] == '{')
        {
            var end = EndOfBraces(word, i + 2);
            var inside = word[(i + 2)..end];
            i = end + 1;
            return Braced(inside);
        }

        var name = NameAt(word, i + 1);
        i += 1 + name.Length;
        return name.Length == 0 ? "$" : values.GetValueOrDefault(name, "");
    }

    private string Braced(string inside)
    {
        var name = NameAt(inside, 0);
        var value = values.GetValueOrDefault(name);
        var set = value is { Length: > 0 };
        return inside[name.Length..] switch
        {
            _ when name.Length == 0 => throw Unknown(inside),
            "" => value ?? "",
            [':', '-', .. var other] => set ? value! : Fill(other),
            [':', '+', .. var other] => set ? Fill(other) : "",
            ['-', .. var other] => value ?? Fill(other),
            ['+', .. var other] => value is null ? "" : Fill(other),
            _ => throw Unknown(inside),
        };
    }

    private static int EndOfBraces(string word, int start)
    {
        var depth = 1;
        for (var i = start; i < word.Length; i++)
        {
            depth += word[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        throw Unknown(word[start..]);
    }

    private static string NameAt(string text, int start) =>
        new([.. text.Skip(start).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);

    private static FairleadException Unknown(string inside) =>
        FairleadException.Usage($"expected ${{NAME}}, ${{NAME:-default}} or ${{NAME:+other}} where a Dockerfile names an image, found '${{{inside}'", "write the image's name with one of these forms");
}
