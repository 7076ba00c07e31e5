namespace Fairlead.Primitives;

/// <summary>Text as names take it that know lower-case letters, digits and dashes alone.</summary>
public static class Slug
{
    /// <returns>A dash for every other character, and none at either end; empty when nothing is left.</returns>
    public static string Of(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
}
