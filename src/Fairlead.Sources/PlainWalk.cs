using System.IO.Enumeration;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Lists a folder that no git work tree holds. Links are listed, never followed; repositories and leftovers are listed, never entered.</summary>
internal static class PlainWalk
{
    /// <returns>Paths relative to <paramref name="root"/> with forward slashes; each once.</returns>
    /// <exception cref="FairleadException">A folder may not be read.</exception>
    public static IReadOnlyList<ListedPath> List(string root, IEnumerable<string> include)
    {
        try
        {
            return
            [
                .. include.SelectMany(item => Below(Path.Combine(root, item)))
                    .Select(path => FolderWalk.RelativeTo(root, path))
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
        FileStatus.Read(path) is { Kind: FileKind.Folder } ? FolderWalk.Leaves(path, IsEntered) : [path];

    private static bool IsEntered(ref FileSystemEntry entry) =>
        FolderWalk.IsFolder(ref entry)
        && !ShippingRules.IsExcludedName(entry.FileName)
        && !GitListing.IsRepository(entry.ToFullPath());
}
