using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>
/// What the upstream Nemotron layout ships: every package of <c>src/</c>. Of the collections of recipes and steps in a
/// package, only the one that the script is in, and of that only the script's family.
/// </summary>
public static class UpstreamLayout
{
    private static readonly string[] Collections = ["recipes", "steps"];

    /// <param name="repoRoot">The checkout that holds <c>src/</c>; the setting <c>repo_root</c>.</param>
    /// <param name="script">The script that will run, absolute or relative to the checkout. Null ships all families.</param>
    /// <exception cref="FairleadException">There is no <c>src/</c>, no package in it, or no such script.</exception>
    public static SourceScope For(string repoRoot, string? script)
    {
        var root = Path.Combine(Path.GetFullPath(repoRoot), "src");
        if (!Directory.Exists(root))
            throw FairleadException.Usage($"there is no folder src/ in '{repoRoot}'", "set repo_root to the checkout that holds src/");
        var packages = FolderNames(root).ToImmutableArray();
        if (packages.IsEmpty)
            throw FairleadException.Usage($"src/ in '{repoRoot}' holds no package folder", "set repo_root to the checkout that holds src/<package>/");
        var active = script is null ? null : ActiveFamily(root, repoRoot, script);
        return new SourceScope(root, packages) { Exclude = active is null ? [] : [.. packages.SelectMany(package => Inactive(root, package, active))] };
    }

    private static Family? ActiveFamily(string root, string repoRoot, string script)
    {
        var path = Path.GetFullPath(script, Path.GetFullPath(repoRoot));
        if (!File.Exists(path))
            throw FairleadException.Usage($"the script '{script}' does not exist in '{repoRoot}'", "name a script of this checkout, or set repo_root");
        return Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar) is [_, var collection, var name, _, ..] && Collections.Contains(collection)
            ? new Family(collection, name)
            : null;
    }

    private static IEnumerable<string> Inactive(string root, string package, Family active)
    {
        foreach (var collection in Collections.Where(name => Directory.Exists(Path.Combine(root, package, name))))
        {
            if (collection != active.Collection)
            {
                yield return $"{package}/{collection}";
                continue;
            }

            foreach (var family in FolderNames(Path.Combine(root, package, collection)))
            {
                if (family != active.Name && !family.StartsWith('_'))
                    yield return $"{package}/{collection}/{family}";
            }
        }
    }

    private static IEnumerable<string> FolderNames(string folder) =>
        Directory.EnumerateDirectories(folder)
            .Select(path => Path.GetFileName(path)!)
            .Where(name => !ShippingRules.IsExcludedName(name))
            .Order(StringComparer.Ordinal);

    private sealed record Family(string Collection, string Name);
}
