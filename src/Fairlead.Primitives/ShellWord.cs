namespace Fairlead.Primitives;

/// <summary>Quoting for POSIX shells: one value, one word, nothing expanded.</summary>
public static class ShellWord
{
    private const string Plain = "%+-./:=@_,";

    /// <exception cref="FairleadException">The value holds a NUL, which no shell word can carry.</exception>
    public static string Quote(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw FairleadException.Usage($"a shell word cannot carry a NUL character, found one in '{value.Replace("\0", "\\0", StringComparison.Ordinal)}'", "remove it");
        return value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? value
            : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    public static string QuoteAll(IEnumerable<string> values) => string.Join(' ', values.Select(Quote));
}
