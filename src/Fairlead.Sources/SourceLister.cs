using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Finds out what to ship: what git knows (or what a folder holds), less what never travels.</summary>
public static class SourceLister
{
    private const int OffendersShown = 5;

    /// <exception cref="FairleadException">
    /// The root or an included path does not exist, there is nothing to ship, or a file cannot be shipped: too large, a link
    /// that leaves the root, not a regular file, a name that is not UTF-8.
    /// </exception>
    public static async Task<SourceList> ListAsync(SourceScope scope, CancellationToken cancellationToken = default)
    {
        var root = Path.GetFullPath(scope.Root);
        ScopeCheck.Check(root, scope);
        var tracked = await GitListing.ListAsync(root, scope.Include, cancellationToken);
        var examined = Examine(scope, root, tracked ?? PlainWalk.List(root, scope.Include));
        var absent = new List<string>();
        for (var folders = Folders(examined); folders.Count > 0; folders = Folders(examined))
        {
            examined.RemoveAll(item => item is Examined.Folder);
            foreach (var folder in folders)
            {
                if (await NestedAsync(root, folder, cancellationToken) is { } nested)
                    examined.AddRange(Examine(scope, root, nested));
                else if (!Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)).Any())
                    absent.Add(folder);
            }
        }

        Refuse(examined.OfType<Examined.Refused>());
        var list = new SourceList([.. examined.OfType<Examined.Shipped>().Select(item => item.File)])
        {
            Origin = tracked is null ? SourceOrigin.PlainFolder : SourceOrigin.GitWorkTree,
            Withheld = [.. examined.OfType<Examined.Withheld>().Select(item => item.ArchivePath).Order(Comparer<string>.Create(Utf8Order.Compare))],
            AbsentSubmodules = [.. absent.Order(Comparer<string>.Create(Utf8Order.Compare))],
        };
        return list.Files.IsEmpty
            ? throw FairleadException.Usage($"there is nothing to ship below '{root}'", "check that the files are not git-ignored, and the included paths")
            : list;
    }

    private static List<Examined> Examine(SourceScope scope, string root, IReadOnlyList<string> archivePaths)
    {
        var examiner = new Examiner(scope, root);
        var examined = new Examined?[archivePaths.Count];
        Parallel.For(0, examined.Length, i => examined[i] = examiner.Examine(archivePaths[i]));
        return [.. examined.OfType<Examined>()];
    }

    private static List<string> Folders(IEnumerable<Examined> examined) =>
        [.. examined.OfType<Examined.Folder>().Select(item => item.ArchivePath)];

    // A folder that git lists is a submodule or another repository inside this one; where it is not, its files are listed anyway.
    private static async Task<IReadOnlyList<string>?> NestedAsync(string root, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, folder);
        if (FileStatus.Read(Path.Combine(path, ".git")) is null)
            return null;
        var names = await GitListing.ListAsync(path, ["."], cancellationToken);
        return names?.Select(name => $"{folder}/{name}").ToImmutableArray();
    }

    private static void Refuse(IEnumerable<Examined.Refused> refused)
    {
        var lines = refused.Select(item => $"  '{Printable.Name(item.ArchivePath)}' {Printable.Name(item.Reason)}").Order(StringComparer.Ordinal).ToList();
        if (lines.Count == 0)
            return;
        var more = lines.Count > OffendersShown ? $"{Environment.NewLine}  and {lines.Count - OffendersShown} more" : "";
        throw FairleadException.Usage(
            $"these cannot be shipped:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Take(OffendersShown))}{more}",
            "git-ignore them, repair the links, keep data on the job's volume, or raise source_max_file_bytes");
    }
}
