namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Paths inside a container.</summary>
internal static class ContainerPath
{
    public const string RunDirectory = "/fairlead/run";

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
