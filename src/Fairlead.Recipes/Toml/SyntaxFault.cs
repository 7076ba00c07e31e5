using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Fairlead.Recipes.Toml;

/// <summary>The first thing wrong with a text.</summary>
internal sealed record SyntaxFault(int Offset, TomlException Exception)
{
    /// <summary>What the lexer and the parser of Tomlyn found, or a character that they were not shown.</summary>
    public static SyntaxFault? First(SourceText source, TomlLexer lexer, DocumentSyntax document)
    {
        var words = new FaultWords(source, document);
        var spelling = lexer.Errors.FirstOrDefault(IsFault);
        var order = document.Diagnostics.Count > lexer.Errors.Count() ? document.Diagnostics[0] : null; // those of the lexer come last
        if (spelling is not null && (order is null || spelling.Span.Offset <= order.Span.Offset || Explains(spelling, order)))
            return words.Spelling(spelling);
        if (order is not null)
            return words.Order(order);
        return source.End < source.Text.Length ? words.Forbidden() : null;
    }

    // We read dates and ends of lines in strings ourselves; and U+FFFD is a character, not half a surrogate pair.
    private static bool IsFault(DiagnosticMessage error) =>
        !error.Message.Contains("date time/offset", StringComparison.Ordinal)
        && !error.Message.EndsWith("It must skip at least one line.", StringComparison.Ordinal)
        && !error.Message.StartsWith("Invalid UTF-16", StringComparison.Ordinal);

    // The parser finds a token that is no value, because of what the lexer found within it.
    private static bool Explains(DiagnosticMessage spelling, DiagnosticMessage order) =>
        order.Message.EndsWith("for a value", StringComparison.Ordinal) && spelling.Span.Offset <= order.Span.End.Offset + 1;
}
