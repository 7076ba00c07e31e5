namespace Fairlead.Primitives;

/// <summary>Names that promise a secret.</summary>
public static class SensitiveName
{
    private static readonly string[] Words = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL"];

    /// <summary>Whether a key or a variable of this name holds a secret. A tokenizer is not a token.</summary>
    public static bool Is(string name)
    {
        var upper = name.ToUpperInvariant().Replace("TOKENIZER", "", StringComparison.Ordinal);
        return Words.Any(word => upper.Contains(word, StringComparison.Ordinal));
    }
}
