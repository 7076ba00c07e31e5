using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>The paths of an archive so far, each a leaf of one tree: none twice, none below another, none outside.</summary>
internal sealed class ArchivePaths
{
    // Elsewhere file systems ignore case, and "A" as a link would lead "a/x" astray.
    private static readonly StringComparer SamePath = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly HashSet<string> leaves = new(SamePath);
    private readonly HashSet<string> folders = new(SamePath);

    /// <exception cref="FairleadException">The path is not a new leaf inside the tree.</exception>
    public void Add(string path)
    {
        if (Path.IsPathRooted(path) || path.Split('/').Any(segment => segment is "" or "." or ".."))
            throw Refusal(path, "is not a plain relative path");
        if (folders.Contains(path) || !leaves.Add(path))
            throw Refusal(path, "is there twice");
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            var folder = path[..slash];
            if (leaves.Contains(folder))
                throw Refusal(path, $"lies below '{folder}', which is not a folder");
            folders.Add(folder);
        }
    }

    private static FairleadException Refusal(string path, string reason) =>
        FairleadException.Stage($"refusing the archive: '{Printable.Name(path)}' {reason}");
}
