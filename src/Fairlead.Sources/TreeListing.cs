using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Lists the included paths of a tree, each as the repository that it lies in says, at any depth.</summary>
internal sealed class TreeListing(string root)
{
    private readonly List<(string Folder, string[] Include)> repositories = [];

    /// <returns>Paths relative to the root, and who named those that lie in no repository below it.</returns>
    public async Task<(List<ListedPath> Paths, SourceOrigin Origin)> ListAsync(IReadOnlyCollection<string> include, CancellationToken cancellationToken)
    {
        var homes = include.Select(Split).ToLookup(item => item.Home, item => item.Below, StringComparer.Ordinal);
        var paths = new List<ListedPath>();
        foreach (var home in homes.Where(home => home.Key.Length > 0))
            paths.AddRange((await RepositoryAsync(home.Key, [.. home], cancellationToken))!);
        string[] own = [.. homes[""]];
        var known = own.Length == 0 ? [] : await RepositoryAsync("", own, cancellationToken);
        paths.AddRange(known ?? PlainWalk.List(root, own));
        paths.AddRange(include.Where(item => !Directory.Exists(Path.Combine(root, item))).Select(item => new ListedPath(item)));
        return ([.. paths.DistinctBy(path => path.Path, StringComparer.Ordinal)], known is null ? SourceOrigin.PlainFolder : SourceOrigin.GitWorkTree);
    }

    /// <returns>What the repository in <paramref name="folder"/> lists; null when there is none.</returns>
    public async Task<IReadOnlyList<ListedPath>?> NestedAsync(string folder, CancellationToken cancellationToken) =>
        GitListing.IsRepository(Path.Combine(root, folder)) ? await RepositoryAsync(folder, ["."], cancellationToken) : null;

    /// <returns>What git ignores in the repositories listed so far.</returns>
    public async Task<IReadOnlyList<ListedPath>> IgnoredAsync(CancellationToken cancellationToken)
    {
        var ignored = new List<ListedPath>();
        foreach (var (folder, include) in repositories)
            ignored.AddRange((await GitListing.IgnoredAsync(Path.Combine(root, folder), include, cancellationToken)).Select(path => path.Below(folder)));
        return ignored;
    }

    private async Task<IReadOnlyList<ListedPath>?> RepositoryAsync(string folder, string[] include, CancellationToken cancellationToken)
    {
        if (await GitListing.ListAsync(Path.Combine(root, folder), include, cancellationToken) is not { } known)
            return null;
        repositories.Add((folder, include));
        return await WithoutInnerAsync(folder, known, cancellationToken);
    }

    // git takes a folder whose .git it cannot read for one of its own; a repository it is all the same.
    private async Task<IReadOnlyList<ListedPath>> WithoutInnerAsync(string folder, IReadOnlyList<ListedPath> known, CancellationToken cancellationToken)
    {
        var listed = known.Select(path => path.Below(folder)).ToList();
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in listed)
        {
            for (var end = path.Path.LastIndexOf('/'); end > folder.Length && folders.Add(path.Path[..end]);)
                end = path.Path.LastIndexOf('/', end - 1);
        }

        foreach (var inner in folders.Where(inner => GitListing.IsRepository(Path.Combine(root, inner))).Order(StringComparer.Ordinal))
        {
            listed.RemoveAll(path => path.Path.StartsWith($"{inner}/", StringComparison.Ordinal));
            listed.AddRange((await RepositoryAsync(inner, ["."], cancellationToken))!);
        }

        return listed;
    }

    // An included path belongs to the innermost repository below the root that it lies in.
    private (string Home, string Below) Split(string item)
    {
        var names = item.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").ToArray();
        for (var depth = names.Length; depth > 0; depth--)
        {
            var home = string.Join('/', names.Take(depth));
            if (FileStatus.Read(Path.Combine(root, home)) is { Kind: FileKind.Folder } && GitListing.IsRepository(Path.Combine(root, home)))
                return (home, depth == names.Length ? "." : string.Join('/', names.Skip(depth)));
        }

        return ("", item);
    }
}
