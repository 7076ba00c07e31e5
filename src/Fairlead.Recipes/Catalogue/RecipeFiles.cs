using System.IO.Enumeration;

namespace Fairlead.Recipes.Catalogue;

/// <summary>The files below a folder that may declare a recipe.</summary>
internal static class RecipeFiles
{
    private const string SpecName = "recipe.toml";

    /// <summary>Every recipe.toml and every Python script, each in ordinal order; links to folders, hidden folders and caches are not entered.</summary>
    public static (IReadOnlyList<string> Specs, IReadOnlyList<string> Scripts) Find(string root)
    {
        var files = new FileSystemEnumerable<string>(
            root,
            (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && IsCandidate(entry.FileName),
            ShouldRecursePredicate = (ref entry) =>
                !entry.FileName.StartsWith('.') && entry.FileName is not "__pycache__" && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        var found = files.Order(StringComparer.Ordinal).ToLookup(file => Path.GetFileName(file) == SpecName);
        return ([.. found[true]], [.. found[false]]);
    }

    public static bool IsSpec(string file) => Path.GetFileName(file) == SpecName;

    private static bool IsCandidate(ReadOnlySpan<char> name) =>
        !name.StartsWith('.') && (name is SpecName || name.EndsWith(".py", StringComparison.Ordinal));
}
