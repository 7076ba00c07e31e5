using System.Text.RegularExpressions;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Which values cannot be a secret, and which refer to one.</summary>
public static partial class SecretPolicy
{
    private static readonly string[] Schemes = ["env", "file", "random", "secret"];

    /// <summary>Empty, a number, a truth value or a path: nothing to hide.</summary>
    public static bool IsHarmless(object? value) => value is not string text || text.Length == 0 || text[0] is '/' or '~' || YamlSettings.ReadsAsNonText(text);

    /// <summary>An address with a password in it, or a token as web servers take one: <c>postgres://user:word@host/db</c>, <c>https://token@host</c>.</summary>
    public static bool HasCredentials(object? value) => value is string text && AddressWithCredentials().IsMatch(text);

    /// <summary>Reads <c>env:NAME</c>, <c>file:/path</c>, <c>random:bytes</c> or <c>secret:name</c>; null for any other text.</summary>
    public static SecretReference? ParseReference(string text) =>
        text.Split(':', 2) is [var scheme, { Length: > 0 } name] && Schemes.Contains(scheme) ? new SecretReference(scheme, name) : null;

    // RFC 3986, 3.2.1: the user information stands between the slashes and the @.
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^/?#@\s:]*:[^/?#@\s]+@|https?://[^/?#@\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressWithCredentials();
}
