namespace Fairlead.Images.Cache.Archives;

/// <summary>Names of files in archives, which stay inside the archive.</summary>
internal static class MemberName
{
    private const string Here = ".";
    private const string Up = "..";

    /// <summary>Without empty and "." segments; null when it is absolute or climbs out.</summary>
    public static string? Normalise(string name)
    {
        if (name.StartsWith('/'))
            return null;
        var segments = new Stack<string>();
        foreach (var segment in name.Split('/').Where(segment => segment is not ("" or Here)))
        {
            if (segment != Up)
                segments.Push(segment);
            else if (!segments.TryPop(out _))
                return null;
        }

        return string.Join('/', segments.Reverse());
    }

    /// <summary>What a symbolic link leads to, in the archive's own names.</summary>
    public static string? OfLink(string link, string target) =>
        target.StartsWith('/') ? null : Normalise($"{link}/../{target}");
}
