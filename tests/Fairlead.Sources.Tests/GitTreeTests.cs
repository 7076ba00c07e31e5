using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

public sealed class GitTreeTests
{
    [Test]
    public void Tracked_and_new_files_are_listed_in_order_and_ignored_ones_are_not()
    {
        using var tree = WorkTree.InGit("b.py", "a/c.py", ".gitignore");
        tree.Write(".gitignore", "*.log\n/out/\n");
        tree.Write("new.py", "");
        tree.Write("noise.log", "");
        tree.Write("out/result.txt", "");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { ".gitignore", "a/c.py", "b.py", "new.py" }));
        Assert.That(tree.List().Origin, Is.EqualTo(SourceOrigin.GitWorkTree));
    }

    [Test]
    public void A_tracked_file_that_was_deleted_is_skipped()
    {
        using var tree = WorkTree.InGit("a.py", "b.py");
        File.Delete(tree.File("a.py"));
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "b.py" }));
    }

    [Test]
    public void A_tracked_file_replaced_by_a_folder_gives_the_files_of_the_folder()
    {
        using var tree = WorkTree.InGit("a", "b.py");
        File.Delete(tree.File("a"));
        tree.Write("a/inner.py", "");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a/inner.py", "b.py" }));
    }

    [Test]
    public void Only_what_is_included_is_listed()
    {
        using var tree = WorkTree.InGit("pkg/a.py", "pkg/deep/b.py", "other/c.py", "top.py", "-dash/d.py", "[x]/e.py", "x/f.py");
        Assert.That(
            tree.List("pkg", "top.py", "-dash", "[x]").Files.Select(file => file.ArchivePath),
            Is.EqualTo(new[] { "-dash/d.py", "[x]/e.py", "pkg/a.py", "pkg/deep/b.py", "top.py" }));
    }

    [Test]
    public void A_root_below_the_top_of_the_repository_gives_paths_relative_to_itself()
    {
        using var tree = WorkTree.InGit("src/pkg/a.py", "docs/b.md");
        var list = SourceLister.ListAsync(new SourceScope(tree.File("src"), ["pkg"])).GetAwaiter().GetResult();
        Assert.That(list.Files.Single().ArchivePath, Is.EqualTo("pkg/a.py"));
    }

    [Test]
    public void A_root_reached_through_a_link_gives_the_same_archive()
    {
        using var tree = WorkTree.InGit("a.py", "b/c.py");
        File.CreateSymbolicLink(tree.Beside("alias"), tree.Path);
        var list = SourceLister.ListAsync(new SourceScope(tree.Beside("alias"), ["."])).GetAwaiter().GetResult();
        Assert.That(list.Origin, Is.EqualTo(SourceOrigin.GitWorkTree));
        Assert.That(Archive.Pack(list).Summary.Digest, Is.EqualTo(Archive.DigestOf(tree)));
    }

    [Test]
    public void Awkward_names_survive()
    {
        string[] names = ["-n.py", "a b.py", "it's.py", "\"q\".py", "$HOME;x.py", "line\nend.py", "näme.py", "🚢.py"];
        using var tree = WorkTree.InGit(names);
        Assert.That(tree.Paths(), Is.EquivalentTo(names));
    }

    [Test]
    public void A_file_in_conflict_is_listed_once()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Git("-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-qm", "base");
        tree.Git("checkout", "-qb", "other");
        Commit(tree, "theirs");
        tree.Git("checkout", "-q", "-");
        Commit(tree, "ours");
        var merge = ChildProcess.RunAsync("git", ["-C", tree.Path, "-c", "user.name=t", "-c", "user.email=t@t.test", "merge", "other"]);
        Assert.That(merge.GetAwaiter().GetResult().Succeeded, Is.False, "the branches conflict");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
    }

    [Test]
    public void The_executable_bit_is_the_owners()
    {
        using var tree = WorkTree.InGit("run.sh", "a.py");
        File.SetUnixFileMode(tree.File("run.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(tree.List().Files.Where(file => file.Executable).Select(file => file.ArchivePath), Is.EqualTo(new[] { "run.sh" }));
    }

    [Test]
    public void A_damaged_repository_is_an_error_and_never_a_plain_folder()
    {
        using var tree = WorkTree.InGit("a.py");
        File.WriteAllText(tree.File(".git/index"), "not an index");
        Assert.That(tree.Refusal().Message, Does.Contain("git cannot list").And.Contain(tree.Path));
    }

    [Test]
    public void A_tree_that_git_ignores_as_a_whole_is_an_error()
    {
        using var tree = WorkTree.InGit(".gitignore");
        tree.Write(".gitignore", "/out/\n");
        tree.Write("out/a.py", "");
        Assert.That(tree.Refusal("out").Message, Does.Contain("nothing to ship"));
    }

    private static void Commit(WorkTree tree, string text)
    {
        tree.Write("a.py", text);
        tree.Git("-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-qam", text);
    }
}
