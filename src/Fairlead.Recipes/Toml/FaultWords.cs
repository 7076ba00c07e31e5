using Tomlyn.Syntax;

namespace Fairlead.Recipes.Toml;

/// <summary>Tomlyn's diagnostics in our words: what was expected, and what stands there instead.</summary>
internal sealed class FaultWords(SourceText source, DocumentSyntax document)
{
    private const string Digits = "0123456789abcdefABCDEF";
    private const string BareKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    /// <summary>After a backslash of a basic string stands what no escape starts with.</summary>
    public static SyntaxFault NoEscape(SourceText source, int offset) =>
        new(offset, source.Fault(offset, "an escape (one of b t n f r e \" \\ x u U) after the backslash"));

    /// <param name="offset">Where the number starts, with its sign or its base.</param>
    public static SyntaxFault NotOf64Bits(SourceText source, int offset)
    {
        var first = source.Text[offset] is '+' or '-' ? offset + 1 : source.Text[offset + 1] is 'x' or 'o' or 'b' ? offset + 2 : offset;
        return new SyntaxFault(first, source.Fault(first, "an integer of 64 bits", Quoted(source, first, Digits + "_")));
    }

    /// <summary>What the lexer found: a number or a string that is not spelled as one.</summary>
    public SyntaxFault Spelling(DiagnosticMessage error)
    {
        var offset = Math.Min(error.Span.Offset, source.End);
        bool Says(string words) => error.Message.Contains(words, StringComparison.Ordinal);
        return error.Message switch
        {
            _ when Says("newline in a string") => At(offset, $"the closing {QuotesBefore(offset)}"),
            _ when Says("End-Of-File") => At(source.End, $"the closing {QuotesBefore(source.End)}"),
            _ when Says("Unexpected escape") && source.Text[offset - 1] == '\\' => NoEscape(source, offset),
            _ when Says("Unexpected escape") => NoCode(source.Text.LastIndexOfAny(['u', 'U'], offset - 1)),
            _ when Says("escape `\\x`") => NoCode(offset),
            _ when Says("Unicode scalar") => At(offset + 1, "the number of a Unicode character", Quoted(source, offset + 1, Digits)),
            _ when Says("Multiple leading 0") => LeadingZero(offset - 1),
            _ when Says("leading zero") => LeadingZero(offset),
            _ when Says("parse integer") || Says("Invalid size") => NotOf64Bits(source, offset),
            _ when Says("capital") => At(offset, $"'{char.ToLowerInvariant(source.Text[offset])}'"),
            _ when Says("prefix") => At(offset, "a date or time without a sign"),
            _ when Says("hexadecimal") => NoDigit(offset + 2, 16),
            _ when Says("octal") => NoDigit(offset + 2, 8),
            _ when Says("binary") => NoDigit(offset + 2, 2),
            _ => At(offset, "a digit"),
        };
    }

    /// <summary>What the parser found: something stands where something else belongs.</summary>
    public SyntaxFault Order(DiagnosticMessage error)
    {
        var offset = CommentBefore(Math.Min(error.Span.Offset, source.End));
        bool Starts(string words) => error.Message.StartsWith(words, StringComparison.Ordinal);
        bool Ends(string words) => error.Message.EndsWith(words, StringComparison.Ordinal);
        return error.Message switch
        {
            _ when Starts("Expecting `=`") => At(offset, "'='"),
            _ when Ends("(token: `closebracketdouble`)") => At(source.Text[offset..] is [']', ..] ? offset + 1 : offset, "']]'"),
            _ when Ends("(token: `closebracket`)") => source.Text[offset..] is [']', ']', ..] ? At(offset + 1, "end of line") : At(offset, "']'"),
            _ when Ends("token `newline`") => At(offset, "end of line"),
            _ when Ends("a value") => NoValue(offset),
            _ when Ends("an array") => At(offset, "',' or ']'"),
            _ when !error.Message.Contains("while parsing inline table", StringComparison.Ordinal) => At(offset, "a key"),
            _ => At(offset, TokenBefore(offset) is { TokenKind: TokenKind.Comma or TokenKind.OpenBrace } ? "a key or '}'" : "',' or '}'"),
        };
    }

    /// <summary>A character that TOML has nowhere, behind what was read.</summary>
    public SyntaxFault Forbidden() => source.End switch
    {
        var end when CommentBefore(end) < end => At(end, "a comment without control characters"),
        var end when end == 0 || source.Text[end - 1] == '\n' => At(end, "a key"),
        var end => At(end, "end of line"),
    };

    private static string Quoted(SourceText source, int offset, string characters) => $"'{source.Text[offset..EndOf(source, offset, characters)]}'";

    private static int EndOf(SourceText source, int offset, string characters)
    {
        var length = source.Text.AsSpan(offset).IndexOfAnyExcept(characters);
        return length < 0 ? source.Text.Length : offset + length;
    }

    private SyntaxFault At(int offset, string expected, string? found = null) => new(offset, source.Fault(offset, expected, found));

    private SyntaxFault NoValue(int offset) => source.Text[offset..] switch
    {
        ['+' or '-', ..] => At(offset + 1, "a digit"),
        [var first, ..] when BareKey.Contains(first, StringComparison.Ordinal) => At(offset, "a value (text needs quotes)", Quoted(source, offset, BareKey)),
        _ => At(offset, "a value"),
    };

    private SyntaxFault LeadingZero(int offset) => At(offset, "a number without leading zeros", Quoted(source, offset, "0123456789_"));

    /// <param name="offset">Where the digits should start; single underscores may stand between them.</param>
    private SyntaxFault NoDigit(int offset, int numberBase)
    {
        var digits = numberBase == 16 ? Digits : Digits[..numberBase];
        var end = EndOf(source, offset, digits);
        while (end > offset && source.Text[end..] is ['_', ..] && EndOf(source, end + 1, digits) is var next && next > end + 1)
            end = next;
        return At(source.Text[end..] is ['_', ..] && end > offset ? end + 1 : end, $"a digit of base {numberBase}");
    }

    /// <param name="offset">Where the letter of the escape stands, which says how many digits follow it.</param>
    private SyntaxFault NoCode(int offset) =>
        At(EndOf(source, offset + 1, Digits), $"{source.Text[offset] switch { 'x' => 2, 'u' => 4, _ => 8 }} hexadecimal digits");

    private string QuotesBefore(int offset)
    {
        var text = TokenBefore(offset)?.Text ?? "";
        return text is ['"', '"', '"', ..] or ['\'', '\'', '\'', ..] ? text[..3] : text[..Math.Min(1, text.Length)];
    }

    private SyntaxToken? TokenBefore(int offset) =>
        document.Tokens(includeCommentsAndWhitespaces: false).OfType<SyntaxToken>().Where(token => token.Span.Offset < offset).MaxBy(token => token.Span.Offset);

    /// <summary>The start of the comment that ends here, or here.</summary>
    private int CommentBefore(int offset) =>
        document.Tokens(includeCommentsAndWhitespaces: true).OfType<SyntaxTrivia>()
            .FirstOrDefault(trivia => trivia.Kind == TokenKind.Comment && trivia.Span.End.Offset + 1 == offset)?.Span.Offset ?? offset;
}
