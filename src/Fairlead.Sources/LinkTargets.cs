using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Finds links that ship while nothing of what they lead to does.</summary>
internal static class LinkTargets
{
    public static IEnumerable<LeftOut> Missing(string root, IReadOnlyCollection<SourceFile> shipped)
    {
        var links = shipped.Where(file => file.LinkTarget is not null).ToDictionary(file => file.ArchivePath, Target, StringComparer.Ordinal);
        if (links.Count == 0)
            yield break;
        var there = new HashSet<string>(shipped.SelectMany(file => FolderWalk.ItselfAndAbove(file.ArchivePath)), StringComparer.Ordinal) { "" };
        foreach (var (link, target) in links)
        {
            // What lies behind another link is that link's matter.
            if (!there.Contains(target) && !FolderWalk.ItselfAndAbove(target).Any(links.ContainsKey) && Path.Exists(Path.Combine(root, target)))
                yield return new LeftOut(target, LeftOutKind.LinkTarget, $"the link '{Printable.Name(link)}' leads to it", Tracked: false);
        }
    }

    private static string Target(SourceFile link)
    {
        var names = new List<string>(link.ArchivePath.Split('/')[..^1]);
        foreach (var name in link.LinkTarget!.Split('/'))
        {
            if (name == "..")
                names.RemoveAt(names.Count - 1);
            else if (name is not ("" or "."))
                names.Add(name);
        }

        return string.Join('/', names);
    }
}
