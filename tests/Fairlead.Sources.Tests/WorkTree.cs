using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Sources.Tests;

/// <summary>A folder of sources, in a git repository of its own when asked.</summary>
internal sealed class WorkTree : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public WorkTree(params string[] files)
    {
        Directory.CreateDirectory(Path);
        foreach (var file in files)
            Write(file, $"content of {file}\n");
    }

    public string Path => directory.File("tree");

    public static WorkTree InGit(params string[] files)
    {
        var tree = new WorkTree(files);
        tree.Git("init", "--quiet");
        tree.Git("add", "--all");
        return tree;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A path beside the tree, removed with it.</summary>
    public string Beside(string name) => directory.File(name);

    public void Write(string name, string text) => directory.Write($"tree/{name}", text);

    public void Link(string name, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.CreateSymbolicLink(File(name), target);
    }

    public void HardLink(string name, string existing) => Tools.Run("ln", File(existing), File(name));

    public void Git(params string[] arguments) => Tools.Run("git", ["-C", Path, .. arguments]);

    public SourceList List(params string[] include) =>
        SourceLister.ListAsync(new SourceScope(Path, [.. include.DefaultIfEmpty(".")])).GetAwaiter().GetResult();

    public SourceList ListWithIgnored() =>
        SourceLister.ListAsync(new SourceScope(Path, ["."]), ignoredToo: true).GetAwaiter().GetResult();

    public ImmutableArray<string> Paths() => [.. List().Files.Select(file => file.ArchivePath)];

    public FairleadException Refusal(params string[] include) => Assert.Throws<FairleadException>(() => List(include))!;

    public void Dispose() => directory.Dispose();
}
