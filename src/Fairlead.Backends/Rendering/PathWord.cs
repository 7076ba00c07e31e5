namespace Fairlead.Backends.Rendering;

/// <summary>Names that no shell, no list of paths and no mount table takes apart.</summary>
internal static class PathWord
{
    private const string Kept = "._-";

    /// <summary>The text with a dash in the place of every other character; a leading dot goes too, so that it cannot mean a parent.</summary>
    public static string Of(string text)
    {
        var word = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || Kept.Contains(c, StringComparison.Ordinal) ? c : '-'));
        return word.StartsWith('.') ? $"-{word[1..]}" : word;
    }
}
