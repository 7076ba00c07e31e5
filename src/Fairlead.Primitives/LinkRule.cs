namespace Fairlead.Primitives;

/// <summary>Which symbolic links stay inside a tree whatever else is in it.</summary>
/// <remarks>
/// A target may climb only at its start, and no higher than the root. A ".." after a name could climb from wherever that
/// name, itself a link, leads; without it every link resolves inside, by induction over the links on its way.
/// </remarks>
public static class LinkRule
{
    /// <param name="path">The link's own, relative to the root.</param>
    /// <returns>What is wrong with the link, or null when it stays inside.</returns>
    public static string? Violation(string path, string target)
    {
        if (target.Length == 0)
            return "is a link to nothing";
        if (Path.IsPathRooted(target))
            return $"is a link to the absolute path '{target}'";
        var height = path.Count(c => c == '/');
        var descended = false;
        foreach (var segment in target.Split('/'))
        {
            if (segment is "" or ".")
                continue;
            if (segment != "..")
                descended = true;
            else if (descended)
                return $"is a link to '{target}', which has '..' after a name";
            else if (--height < 0)
                return $"is a link to '{target}', which leaves the root";
        }

        return null;
    }
}
