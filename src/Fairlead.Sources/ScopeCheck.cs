using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Refuses a scope that does not stay below its root, or that names what is not there.</summary>
internal static class ScopeCheck
{
    public static void Check(string root, SourceScope scope)
    {
        if (!Directory.Exists(root))
            throw FairleadException.Usage($"the source root '{root}' is not a folder", "set repo_root to the checkout to ship");
        foreach (var item in scope.Include)
            CheckItem(root, item);
    }

    private static void CheckItem(string root, string item)
    {
        var segments = item.Split('/');
        if (Path.IsPathRooted(item) || segments.Contains(".."))
            throw FairleadException.Usage($"the included path '{item}' must be relative to '{root}' and stay below it");
        if (FileStatus.Read(Path.Combine(root, item)) is null)
            throw FairleadException.Usage($"the included path '{item}' does not exist in '{root}'");
        for (var depth = 1; depth < segments.Length; depth++)
        {
            var parent = string.Join('/', segments.Take(depth));
            if (FileStatus.Read(Path.Combine(root, parent)) is { Kind: FileKind.Link })
                throw FairleadException.Usage($"the included path '{item}' lies behind the link '{parent}'", "include the folder that the link points to");
        }
    }
}
