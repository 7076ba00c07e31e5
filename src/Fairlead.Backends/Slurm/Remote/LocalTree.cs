using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What is below a directory of this machine, by relative path; no link is followed. Sockets and pipes have no content and are left out.</summary>
internal sealed record LocalTree(string Root, IReadOnlyList<string> Folders, IReadOnlyList<string> Files, IReadOnlyList<(string Path, string Target)> Links)
{
    /// <exception cref="FairleadException">There is no such directory.</exception>
    public static LocalTree Read(string root)
    {
        if (!Directory.Exists(root))
            throw FairleadException.Stage($"cannot copy '{root}': there is no such directory");
        var tree = (Folders: new List<string>(), Files: new List<string>(), Links: new List<(string, string)>());
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var folder))
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(folder))
            {
                var relative = Path.GetRelativePath(root, path);
                switch (FileStatus.Read(path)?.Kind)
                {
                    case FileKind.Folder:
                        tree.Folders.Add(relative);
                        pending.Push(path);
                        break;
                    case FileKind.Regular:
                        tree.Files.Add(relative);
                        break;
                    case FileKind.Link:
                        tree.Links.Add((relative, new FileInfo(path).LinkTarget!));
                        break;
                }
            }
        }

        return new LocalTree(root, tree.Folders, tree.Files, tree.Links);
    }

    public void CopyTo(string target, CancellationToken cancellationToken)
    {
        foreach (var folder in Folders)
            Directory.CreateDirectory(Path.Combine(target, folder));
        foreach (var file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.Copy(Path.Combine(Root, file), Path.Combine(target, file));
        }
    }
}
