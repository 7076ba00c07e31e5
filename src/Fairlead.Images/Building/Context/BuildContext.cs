using System.Collections.Immutable;
using System.IO.Enumeration;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>
/// Lists the files that a build may copy: all that .dockerignore leaves. The Dockerfile and the ignore file are not among them: the first
/// is an input of its own, the second shows in what it leaves.
/// </summary>
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
        string?[] apart = [Path.GetFullPath(definition.Dockerfile), ignoreFile is null ? null : Path.GetFullPath(ignoreFile)];
        try
        {
            return [.. Walk(Path.GetFullPath(definition.Context), rules).Where(path => !apart.Contains(path))
                .Select(path => RelativeTo(definition.Context, path)).Where(path => !rules.Hides(path)).Select(path => ContextFile.At(definition.Context, path))];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw FairleadException.Usage($"cannot list the context of an image, '{definition.Context}': {exception.Message}", "make it readable, or hide what is not in .dockerignore", exception);
        }
    }

    private static FileSystemEnumerable<string> Walk(string context, IgnoreRules rules) =>
        new(context, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !IsFolder(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => IsFolder(ref entry) && (rules.HasExceptions || !rules.Hides(RelativeTo(context, entry.ToFullPath()))),
        };

    private static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static string RelativeTo(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
