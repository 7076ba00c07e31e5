using System.IO.Enumeration;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Lists a folder that no git work tree holds. Links are listed, never followed; repositories and leftovers are listed, never entered.</summary>
internal static class PlainWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <returns>Paths relative to <paramref name="root"/> with forward slashes; each once.</returns>
    /// <exception cref="FairleadException">A folder may not be read.</exception>
    public static IReadOnlyList<ListedPath> List(string root, IEnumerable<string> include)
    {
        try
        {
            return
            [
                .. include.SelectMany(item => Below(Path.Combine(root, item)))
                    .Select(path => RelativeTo(root, path))
                    .Distinct(StringComparer.Ordinal)
                    .Select(path => new ListedPath(path)),
            ];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw FairleadException.Usage($"cannot list the files of '{root}': {exception.Message}", "make the folder readable, or leave it out", exception);
        }
    }

    private static IEnumerable<string> Below(string path) =>
        FileStatus.Read(path) is { Kind: FileKind.Folder } ? FilesIn(path) : [path];

    private static FileSystemEnumerable<string> FilesIn(string folder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !IsEntered(ref entry),
            ShouldRecursePredicate = IsEntered,
        };

    private static bool IsEntered(ref FileSystemEntry entry) =>
        entry.IsDirectory
        && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
        && !ShippingRules.IsExcludedName(entry.FileName)
        && !GitListing.IsRepository(entry.ToFullPath());

    private static string RelativeTo(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
