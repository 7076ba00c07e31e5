using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

/// <summary>Every leaf of a folder in one comparable line: path, kind, and content or target.</summary>
internal static class TreeSnapshot
{
    public static IReadOnlyList<string> Of(string folder) =>
        [.. Leaves(new DirectoryInfo(folder)).Select(leaf => Line(folder, leaf)).Order(StringComparer.Ordinal)];

    public static string FileLine(string path, bool executable, Digest content) => $"{path} {(executable ? "program" : "file")} {content}";

    public static string LinkLine(string path, string target) => $"{path} link {target}";

    private static IEnumerable<FileSystemInfo> Leaves(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(item => item is DirectoryInfo { LinkTarget: null } below ? Leaves(below) : [item]);

    private static string Line(string folder, FileSystemInfo leaf)
    {
        var path = Path.GetRelativePath(folder, leaf.FullName);
        return leaf.LinkTarget is { } target
            ? LinkLine(path, target)
            : FileLine(path, leaf.UnixFileMode.HasFlag(UnixFileMode.UserExecute), Digest.OfFile(leaf.FullName));
    }
}
