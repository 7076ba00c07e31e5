using System.Collections.Immutable;
using System.Text;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>Parses a <see cref="Template"/>.</summary>
internal sealed class TemplateParser
{
    private const string Open = "${";
    private readonly string text;
    private int position;

    private TemplateParser(string text) => this.text = text;

    /// <exception cref="FormatException">An expression or a quote does not end, or a resolver has no name.</exception>
    public static Template Parse(string text) => new TemplateParser(text).Until("");

    private bool AtEnd => position == text.Length;

    /// <summary>Reads up to one of the stops, or to the end of the text when there are none.</summary>
    private Template Until(string stops)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new StringBuilder();
        while (!AtEnd && !stops.Contains(text[position], StringComparison.Ordinal))
        {
            if (At($"\\{Open}"))
            {
                literal.Append(Open);
                position += Open.Length + 1;
            }
            else if (At(Open))
            {
                Flush(parts, literal);
                parts.Add(Expression());
            }
            else
            {
                literal.Append(text[position++]);
            }
        }

        Flush(parts, literal);
        return new Template(parts.ToImmutable());
    }

    private TemplatePart Expression()
    {
        var start = position;
        position += Open.Length;
        var head = Until(":}");
        if (AtEnd)
            throw Unclosed(start);
        if (text[position++] == '}')
            return new ReferencePart(head);
        var name = head is { Parts: [LiteralPart single] } ? single.Text.Trim() : throw new FormatException($"the resolver in '{text[start..]}' has no plain name");
        var arguments = ImmutableArray.CreateBuilder<Template>();
        do
        {
            arguments.Add(Argument(start));
        }
        while (text[position++] == ',');
        return new ResolverPart(name, arguments.ToImmutable());
    }

    private Template Argument(int start)
    {
        while (!AtEnd && text[position] == ' ')
            position++;
        var argument = !AtEnd && text[position] is '\'' or '"' ? Quoted() : Until(",}");
        if (AtEnd)
            throw Unclosed(start);
        if (text[position] is not (',' or '}'))
            throw new FormatException($"expected ',' or '}}' after a quoted argument, found '{text[position]}' in '{text[start..]}'");
        return argument;
    }

    private Template Quoted()
    {
        var quote = text[position++];
        var end = text.IndexOf(quote, position);
        if (end < 0)
            throw new FormatException($"the quote before '{text[position..]}' does not end");
        var content = text[position..end];
        position = end + 1;
        while (!AtEnd && text[position] == ' ')
            position++;
        return Parse(content);
    }

    private bool At(string word) => string.CompareOrdinal(text, position, word, 0, word.Length) == 0;

    private FormatException Unclosed(int start) => new($"'{text[start..]}' does not end with '}}'");

    private static void Flush(ImmutableArray<TemplatePart>.Builder parts, StringBuilder literal)
    {
        if (literal.Length > 0)
            parts.Add(new LiteralPart(literal.ToString()));
        literal.Clear();
    }
}
