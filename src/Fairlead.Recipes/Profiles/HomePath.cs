namespace Fairlead.Recipes.Profiles;

/// <summary>Paths that begin with a tilde.</summary>
internal static class HomePath
{
    /// <summary>Replaces a leading <c>~</c> by HOME; any other path, and any path when HOME is unset, stays as it is.</summary>
    public static string Expand(string path, Func<string, string?> environment) =>
        (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)) && environment("HOME") is { Length: > 0 } home ? home + path[1..] : path;
}
