namespace Fairlead.Stages.Caching;

/// <summary>Names of outputs: relative paths with forward slashes that stay inside their folder. Entries may come from a cache others can write.</summary>
internal static class OutputName
{
    public static bool IsSafe(string name) =>
        name.Length > 0
        && !name.Contains('\0', StringComparison.Ordinal)
        && !Path.IsPathRooted(name)
        && name.Split('/', Path.DirectorySeparatorChar).All(part => part is not ("" or "." or ".."));
}
