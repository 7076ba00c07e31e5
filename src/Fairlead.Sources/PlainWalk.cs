using System.IO.Enumeration;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Lists a folder that no git work tree holds. Links are listed, never followed.</summary>
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
    public static IReadOnlyList<string> List(string root, IEnumerable<string> include)
    {
        try
        {
            return [.. include.SelectMany(item => Below(Path.Combine(root, item))).Select(path => RelativeTo(root, path)).Distinct(StringComparer.Ordinal)];
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
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !IsFolder(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => IsFolder(ref entry) && !ShippingRules.IsExcludedName(entry.FileName),
        };

    private static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static string RelativeTo(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
