using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Paths that a spec gives, relative to the file that gives them, and that stay below the recipes root.</summary>
internal static class RecipePaths
{
    /// <exception cref="Fairlead.Primitives.FairleadException">The path leaves the root.</exception>
    public static string Resolve(string root, string given, Origin origin)
    {
        var path = Path.GetFullPath(given, Path.GetDirectoryName(origin.File)!);
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        return IsInside(root, trimmed)
            ? trimmed
            : throw origin.Fault($"'{given}' leads to '{trimmed}', outside the recipes root '{root}'", "keep everything a recipe uses below the root, or set --recipes-root to a folder above both");
    }

    /// <summary>With forward slashes; <c>.</c> for the root itself.</summary>
    public static string RelativeTo(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>The root itself is inside.</summary>
    public static bool IsInside(string root, string path) =>
        path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
