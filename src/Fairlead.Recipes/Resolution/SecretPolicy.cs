using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Which names promise a secret, and which values cannot be one.</summary>
public static class SecretPolicy
{
    private static readonly string[] Words = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL"];
    private static readonly string[] Schemes = ["env", "file", "secret"];

    /// <summary>Whether a key or a variable of this name holds a secret. A tokenizer is not a token.</summary>
    public static bool IsSensitive(string name)
    {
        var upper = name.ToUpperInvariant().Replace("TOKENIZER", "", StringComparison.Ordinal);
        return Words.Any(word => upper.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Empty, a number, a truth value or a path: nothing to hide.</summary>
    public static bool IsHarmless(object? value) => value is not string text || text.Length == 0 || text[0] is '/' or '~' || YamlSettings.ReadsAsNonText(text);

    /// <summary>Reads <c>env:NAME</c>, <c>file:/path</c> or <c>secret:name</c>; null for any other text.</summary>
    public static SecretReference? ParseReference(string text) =>
        text.Split(':', 2) is [var scheme, { Length: > 0 } name] && Schemes.Contains(scheme) ? new SecretReference(scheme, name) : null;
}
