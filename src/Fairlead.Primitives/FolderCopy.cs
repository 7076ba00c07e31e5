namespace Fairlead.Primitives;

/// <summary>Copies a folder's files below another folder.</summary>
public static class FolderCopy
{
    /// <summary>A link to a file is copied as that file, one to a folder or to nothing as a link. Pipes, sockets and devices stay behind.</summary>
    /// <exception cref="FairleadException">A link may leave the folder: whoever wrote it would have files of this machine copied.</exception>
    public static void Copy(string source, string target)
    {
        foreach (var path in FolderWalk.Leaves(source, FolderWalk.IsFolder))
        {
            var name = FolderWalk.RelativeTo(source, path);
            var destination = Path.Combine(target, name);
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            if (FileStatus.Read(path) is { Kind: FileKind.Link })
                CopyLink(path, name, destination);
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
}
