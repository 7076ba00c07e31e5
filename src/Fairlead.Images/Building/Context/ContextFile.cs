using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>What a build may copy out of its context.</summary>
/// <param name="Path">Relative to the context, with forward slashes.</param>
/// <param name="LinkTarget">Null for what is no link.</param>
internal sealed record ContextFile(string Path, bool Executable, string? LinkTarget)
{
    /// <exception cref="FairleadException">It is neither a file nor a link.</exception>
    public static ContextFile At(string context, string path)
    {
        var place = System.IO.Path.Combine(context, path);
        return FileStatus.Read(place) switch
        {
            { Kind: FileKind.Link } => new ContextFile(path, false, new FileInfo(place).LinkTarget ?? ""),
            { Kind: FileKind.Regular } status => new ContextFile(path, status.Executable, null),
            null => throw FairleadException.Stage($"'{place}' went away while it was read, or its name is not UTF-8", "run the command again, or rename it"),
            _ => throw FairleadException.Usage($"expected files, folders and links in the context of an image, found '{place}'", "remove it, or name it in .dockerignore"),
        };
    }
}
