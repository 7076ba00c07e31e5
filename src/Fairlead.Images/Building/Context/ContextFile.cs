using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>What a build may copy out of its context: a file, a folder or a link.</summary>
/// <param name="Path">Relative to the context, with forward slashes.</param>
/// <param name="Mode">Its permissions as builders receive them, in octal; a client on Windows sends 0755 of all. Links have none.</param>
/// <param name="LinkTarget">Null for what is no link.</param>
internal sealed record ContextFile(string Path, FileKind Kind, string Mode, string? LinkTarget)
{
    /// <exception cref="FairleadException">It is neither a file, a folder nor a link.</exception>
    public static ContextFile At(string context, string path)
    {
        var place = System.IO.Path.Combine(context, path);
        return FileStatus.Read(place) switch
        {
            { Kind: FileKind.Link } => new ContextFile(path, FileKind.Link, "", new FileInfo(place).LinkTarget ?? ""),
            { Kind: FileKind.Regular or FileKind.Folder } status => new ContextFile(path, status.Kind, ModeOf(place), null),
            null => throw FairleadException.Stage($"'{place}' went away while it was read, or its name is not UTF-8", "run the command again, or rename it"),
            _ => throw FairleadException.Usage($"expected files, folders and links in the context of an image, found '{place}'", "remove it, or name it in .dockerignore"),
        };
    }

    private static string ModeOf(string place) =>
        OperatingSystem.IsWindows() ? "0755" : Convert.ToString((int)File.GetUnixFileMode(place), 8).PadLeft(4, '0');
}
