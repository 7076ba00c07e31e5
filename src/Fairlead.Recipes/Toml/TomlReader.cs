using Fairlead.Primitives;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Fairlead.Recipes.Toml;

/// <summary>Reads TOML 1.1 (https://toml.io/en/v1.1.0), all of it and nothing more: Tomlyn's syntax tree, and what it lets pass.</summary>
public static class TomlReader
{
    /// <summary>How many tables and arrays may stand inside one another.</summary>
    public const int MaximumDepth = 128;

    /// <param name="file">What errors call the text.</param>
    /// <exception cref="TomlException">The text is not TOML 1.1.</exception>
    public static TomlTable Read(string text, string file)
    {
        var source = new SourceText(text, file);

        // Tomlyn fails on an escape that the end of a text cuts off; a line end there changes nothing else.
        var lexer = TomlLexer.Create($"{source.Text.AsSpan(0, source.End)}\n", new TomlLexerOptions { DecodeScalars = true });
        var document = Parse(source, lexer);
        return new DocumentReader(source, document, SyntaxFault.First(source, lexer, document)).Read();
    }

    /// <param name="file">What errors call the text.</param>
    /// <exception cref="TomlException">The bytes are not UTF-8, or the text is not TOML 1.1.</exception>
    public static TomlTable ReadBytes(ReadOnlySpan<byte> bytes, string file) => Read(SourceText.Decode(bytes, file), file);

    /// <exception cref="TomlException">The file is not UTF-8, or not TOML 1.1.</exception>
    /// <exception cref="FairleadException">The file cannot be read.</exception>
    public static TomlTable ReadFile(string path)
    {
        try
        {
            return ReadBytes(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FairleadException.Usage($"expected a TOML file at '{path}', found none", inner: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"cannot read the TOML file '{path}': {exception.Message}", inner: exception);
        }
    }

    // Tomlyn counts the document as a level, and does not say where the level stands that is too deep: one before where its lexer stopped.
    private static DocumentSyntax Parse(SourceText source, TomlLexer lexer)
    {
        try
        {
            return SyntaxParser.Parse(lexer, new TomlSerializerOptions { MaxDepth = MaximumDepth + 1 }, validate: false);
        }
        catch (Tomlyn.TomlException)
        {
            lexer.MoveNext();
            throw source.Fault(lexer.CurrentSpan.Start.Offset - 1, TableRules.NotTooDeep, "one more");
        }
    }
}
