using System.IO.Enumeration;

namespace Fairlead.Primitives;

/// <summary>Copies a folder's files below another folder.</summary>
public static class FolderCopy
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <summary>A link to a file is copied as that file, one to a folder or to nothing as a link. Pipes, sockets and devices stay behind.</summary>
    /// <exception cref="FairleadException">A link may leave the folder: whoever wrote it would have files of this machine copied.</exception>
    public static void Copy(string source, string target)
    {
        foreach (var path in FilesIn(source))
        {
            var name = Path.GetRelativePath(source, path);
            var destination = Path.Combine(target, name);
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            if (FileStatus.Read(path) is { Kind: FileKind.Link })
                CopyLink(path, name.Replace(Path.DirectorySeparatorChar, '/'), destination);
            else if (IsFile(path))
                File.Copy(path, destination);
        }
    }

    private static void CopyLink(string path, string name, string destination)
    {
        var target = new FileInfo(path).LinkTarget ?? "";
        if (LinkRule.Violation(name, target) is { } violation)
            throw FairleadException.Stage($"'{path}' {violation}", "have the job put the file itself there, or a relative link that stays in the folder");
        if (IsFile(path))
            File.Copy(path, destination);
        else
            File.CreateSymbolicLink(destination, target);
    }

    private static bool IsFile(string path) => FileStatus.Read(path, followLinks: true) is { Kind: FileKind.Regular };

    private static FileSystemEnumerable<string> FilesIn(string folder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !IsFolder(ref entry),
            ShouldRecursePredicate = IsFolder,
        };

    private static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
