using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Finds out what to ship: what git knows (or what a folder holds), less what never travels.</summary>
public static class SourceLister
{
    private const int OffendersShown = 5;

    /// <param name="notes">Remembers what was found in files; null: each is looked into.</param>
    /// <param name="ignoredToo">Also names among what is left out what git ignores, which takes git about as long as the rest.</param>
    /// <exception cref="FairleadException">
    /// The root or an included path does not exist, there is nothing to ship, or a file cannot be shipped: too large, a link
    /// that leaves the root, not a regular file, a name that is not UTF-8.
    /// </exception>
    public static async Task<SourceList> ListAsync(SourceScope scope, NoteOf? notes = null, bool ignoredToo = false, CancellationToken cancellationToken = default)
    {
        var root = Path.GetFullPath(scope.Root);
        ScopeCheck.Check(root, scope);
        var tree = new TreeListing(root);
        var (paths, origin) = await tree.ListAsync(scope.Include, cancellationToken);
        var examiner = new Examiner(scope, root, notes ?? ((path, _, find) => find(path)));
        var examined = examiner.Examine(paths);
        for (var folders = Folders(examined); folders.Count > 0; folders = Folders(examined))
        {
            examined.RemoveAll(item => item is Examined.Folder);
            foreach (var folder in folders)
            {
                // A folder that git lists is a submodule or another repository inside this one; where it is not, its files are listed anyway.
                if (await tree.NestedAsync(folder, cancellationToken) is { } nested)
                    examined.AddRange(examiner.Examine(nested));
                else if (!Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)).Any())
                    examined.Add(new Examined.Left(new LeftOut(folder, LeftOutKind.AbsentSubmodule, "a submodule that is not checked out", Tracked: true)));
            }
        }

        // Another name of a shipped file may be that of an ignored secret.
        if (ignoredToo || examined.Any(item => item is Examined.Shipped { HasOtherNames: true }))
            examined.AddRange(examiner.Examine(await tree.IgnoredAsync(cancellationToken)).OfType<Examined.Left>());
        Refuse(examined.OfType<Examined.Refused>());
        var list = Assemble(root, HardLinks.Withhold(scope, examined)) with { Origin = origin };
        return list.Files.IsEmpty
            ? throw FairleadException.Usage($"there is nothing to ship below '{root}'", "check that the files are not git-ignored, and the included paths")
            : list;
    }

    private static SourceList Assemble(string root, IReadOnlyList<Examined> examined)
    {
        ImmutableArray<SourceFile> files = [.. examined.OfType<Examined.Shipped>().Select(item => item.File)];
        var left = examined.OfType<Examined.Left>().Select(item => item.What)
            .Concat(examined.OfType<Examined.Shipped>().Select(item => item.Instead).OfType<LeftOut>())
            .Concat(LinkTargets.Missing(root, files));
        return new SourceList(files)
        {
            LeftOut =
            [
                .. left.GroupBy(item => item.ArchivePath, StringComparer.Ordinal)
                    .Select(items => items.MaxBy(item => item.Surprises)!)
                    .OrderBy(item => item.ArchivePath, Comparer<string>.Create(Utf8Order.Compare)),
            ],
        };
    }

    private static List<string> Folders(IEnumerable<Examined> examined) =>
        [.. examined.OfType<Examined.Folder>().Select(item => item.ArchivePath)];

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
