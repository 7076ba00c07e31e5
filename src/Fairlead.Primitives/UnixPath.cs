namespace Fairlead.Primitives;

/// <summary>Absolute paths of another machine or a container, which are texts here.</summary>
public static class UnixPath
{
    /// <summary>One spelling for each place: no doubled and no trailing slashes, no <c>.</c> and <c>..</c>.</summary>
    /// <param name="path">Absolute.</param>
    public static string Normalise(string path)
    {
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (part is not ("" or "." or ".."))
                kept.Add(part);
        }

        return "/" + string.Join('/', kept);
    }
}
