using System.Collections.Immutable;
using System.IO.Enumeration;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>Lists what a build may copy: all that .dockerignore leaves, and the folders that it lies in.</summary>
internal static class BuildContext
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <exception cref="FairleadException">The folder cannot be listed, or holds what is neither a file, a folder nor a link.</exception>
    public static ImmutableArray<ContextFile> List(ImageDefinition definition, BuildTool tool)
    {
        var ignoreFile = IgnoreRules.FileFor(definition, tool);
        var rules = IgnoreRules.Parse(ignoreFile is null ? "" : File.ReadAllText(ignoreFile));
        try
        {
            var seen = Walk(Path.GetFullPath(definition.Context), rules).Select(path => RelativeTo(definition.Context, path)).Where(path => !rules.Hides(path));
            return [.. seen.SelectMany(ItselfAndFoldersAbove).Distinct(StringComparer.Ordinal).Select(path => ContextFile.At(definition.Context, path))];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw FairleadException.Usage($"cannot list the context of an image, '{definition.Context}': {exception.Message}", "make it readable, or hide what is not in .dockerignore", exception);
        }
    }

    private static FileSystemEnumerable<string> Walk(string context, IgnoreRules rules) =>
        new(context, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => IsFolder(ref entry) && (rules.HasExceptions || !rules.Hides(RelativeTo(context, entry.ToFullPath()))),
        };

    private static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static IEnumerable<string> ItselfAndFoldersAbove(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    private static string RelativeTo(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
