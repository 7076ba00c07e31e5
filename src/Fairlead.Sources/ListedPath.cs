namespace Fairlead.Sources;

/// <summary>A path that git or a walk names.</summary>
/// <param name="Path">With forward slashes.</param>
internal readonly record struct ListedPath(string Path, bool Tracked = false, bool Ignored = false)
{
    public ListedPath Below(string folder) => folder.Length == 0 ? this : this with { Path = $"{folder}/{Path}" };
}
