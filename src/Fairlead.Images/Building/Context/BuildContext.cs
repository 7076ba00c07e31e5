using System.Collections.Immutable;
using System.IO.Enumeration;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>Lists what a build may copy: all that .dockerignore leaves, and the folders that it lies in.</summary>
internal static class BuildContext
{
    /// <exception cref="FairleadException">The folder cannot be listed, or holds what is neither a file, a folder nor a link.</exception>
    public static ImmutableArray<ContextFile> List(ImageDefinition definition, BuildTool tool)
    {
        var ignoreFile = IgnoreRules.FileFor(definition, tool);
        var rules = IgnoreRules.Parse(ignoreFile is null ? "" : File.ReadAllText(ignoreFile));
        try
        {
            var seen = Walk(Path.GetFullPath(definition.Context), rules).Select(path => FolderWalk.RelativeTo(definition.Context, path)).Where(path => !rules.Hides(path));
            return [.. seen.SelectMany(FolderWalk.ItselfAndAbove).Distinct(StringComparer.Ordinal).Select(path => ContextFile.At(definition.Context, path))];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw FairleadException.Usage($"cannot list the context of an image, '{definition.Context}': {exception.Message}", "make it readable, or hide what is not in .dockerignore", exception);
        }
    }

    private static FileSystemEnumerable<string> Walk(string context, IgnoreRules rules) =>
        FolderWalk.All(context, (ref entry) => FolderWalk.IsFolder(ref entry) && (rules.HasExceptions || !rules.Hides(FolderWalk.RelativeTo(context, entry.ToFullPath()))));
}
