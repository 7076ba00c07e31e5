using Fairlead.Primitives;

namespace Fairlead.Recipes.Toml;

/// <summary>Reads TOML 1.0 (https://toml.io/en/v1.0.0), all of it and nothing more.</summary>
public static class TomlReader
{
    /// <summary>How many tables and arrays may stand inside one another.</summary>
    public const int MaximumDepth = 128;

    /// <param name="file">What errors call the text.</param>
    /// <exception cref="TomlException">The text is not TOML 1.0.</exception>
    public static TomlTable Read(string text, string file) => new DocumentReader(SourceText.Open(text, file)).Read();

    /// <param name="file">What errors call the text.</param>
    /// <exception cref="TomlException">The bytes are not UTF-8, or the text is not TOML 1.0.</exception>
    public static TomlTable ReadBytes(ReadOnlySpan<byte> bytes, string file) => Read(SourceText.Decode(bytes, file), file);

    /// <exception cref="TomlException">The file is not UTF-8, or not TOML 1.0.</exception>
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
}
