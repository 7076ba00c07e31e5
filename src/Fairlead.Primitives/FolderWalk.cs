using System.IO.Enumeration;

namespace Fairlead.Primitives;

/// <summary>Lists what lies below a folder, hidden things too. Links are listed and never followed.</summary>
public static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <summary>Full paths of everything, folders included.</summary>
    /// <param name="enters">Which folders are looked into.</param>
    public static FileSystemEnumerable<string> All(string folder, FileSystemEnumerable<string>.FindPredicate enters) =>
        new(folder, (ref entry) => entry.ToFullPath(), Everything) { ShouldRecursePredicate = enters };

    /// <summary>Full paths of what is not entered itself.</summary>
    /// <inheritdoc cref="All"/>
    public static FileSystemEnumerable<string> Leaves(string folder, FileSystemEnumerable<string>.FindPredicate enters) =>
        new(folder, (ref entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !enters(ref entry),
            ShouldRecursePredicate = enters,
        };

    /// <summary>It is a folder itself, and no link to one.</summary>
    public static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>A path's own name in a tree, with forward slashes.</summary>
    public static string RelativeTo(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>A relative path and all folders above it, the innermost first.</summary>
    public static IEnumerable<string> ItselfAndAbove(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }
}
