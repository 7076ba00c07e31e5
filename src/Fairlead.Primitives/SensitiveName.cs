namespace Fairlead.Primitives;

/// <summary>Names that promise a secret.</summary>
public static class SensitiveName
{
    private static readonly string[] Words = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL"];

    // Parts of other words, such as PATH and AUTHOR, unless they stand alone.
    private static readonly string[] ShortWords = ["PAT", "AUTH", "PASS", "PWD", "DSN"];

    /// <summary>Whether a key or a variable of this name holds a secret. A tokenizer is not a token.</summary>
    public static bool Is(string name)
    {
        var upper = name.ToUpperInvariant().Replace("TOKENIZER", "", StringComparison.Ordinal);
        return Words.Any(word => upper.Contains(word, StringComparison.Ordinal)) || upper.Split('_', '-', '.').Any(ShortWords.Contains);
    }
}
