using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>What <c>${key}</c> can mean.</summary>
/// <param name="Root">A tree with the settings of the job under <c>run</c> and the recipe's config beside it.</param>
internal sealed record ReferenceScope(TableSetting Root)
{
    public const string ExecutorSettings = "run.env";

    /// <summary>
    /// Finds a key from where it is used: <c>.key</c> is a sibling, each further dot one table up; any other key is looked for among the executor settings first,
    /// then from the top.
    /// </summary>
    /// <returns>The setting and its full path, or null.</returns>
    public (string Path, Setting Value)? Find(string key, string usedAt) =>
        Candidates(key, usedAt).Select(path => (path, Root.Find(path))).FirstOrDefault(found => found.Item2 is not null) is (var path, { } value) ? (path, value) : null;

    /// <summary>A path as users write it: executor settings without their prefix.</summary>
    public static string Display(string path) =>
        path.StartsWith($"{ExecutorSettings}.", StringComparison.Ordinal) ? path[(ExecutorSettings.Length + 1)..] : path;

    private static string[] Candidates(string key, string usedAt)
    {
        var dots = key.TakeWhile(c => c == '.').Count();
        if (dots == 0)
            return [$"{ExecutorSettings}.{key}", key];
        var container = usedAt.Split('.')[..^1];
        return dots > container.Length ? [] : [string.Join('.', container[..(container.Length - dots + 1)].Append(key[dots..]))];
    }
}
