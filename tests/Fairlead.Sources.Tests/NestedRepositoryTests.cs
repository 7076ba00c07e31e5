namespace Fairlead.Sources.Tests;

public sealed class NestedRepositoryTests
{
    [Test]
    public void The_files_of_a_submodule_travel_under_its_own_ignore_rules()
    {
        using var tree = WithSubmodule();
        tree.Write("sub/.gitignore", "*.tmp\n");
        tree.Write("sub/new.py", "");
        tree.Write("sub/scratch.tmp", "");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { ".gitmodules", "a.py", "sub/.gitignore", "sub/inner.py", "sub/new.py" }));
        Assert.That(tree.List().AbsentSubmodules, Is.Empty);
    }

    [Test]
    public void A_submodule_that_is_not_checked_out_is_named()
    {
        using var tree = WithSubmodule();
        tree.Git("submodule", "--quiet", "deinit", "--force", "sub");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { ".gitmodules", "a.py" }));
        Assert.That(tree.List().AbsentSubmodules, Is.EqualTo(new[] { "sub" }));
    }

    [Test]
    public void A_repository_cloned_into_the_tree_travels_too()
    {
        using var tree = WorkTree.InGit("a.py");
        using var other = WorkTree.InGit("inner.py");
        other.Git("-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-qm", "inner");
        Tools.Run("git", "clone", "--quiet", other.Path, tree.File("vendor/other"));
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py", "vendor/other/inner.py" }));
    }

    [TestCase(".")]
    [TestCase("deep")]
    [TestCase("deep/er/repo")]
    [TestCase("deep/er/repo/pkg")]
    public void A_repository_below_a_plain_folder_travels_under_its_own_ignore_rules(string include)
    {
        using var tree = WithRepositoryBelow("deep/er/repo");
        Assert.That(
            tree.List(include).Files.Select(file => file.ArchivePath).Where(path => path.Contains("/pkg/", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "deep/er/repo/pkg/a.py" }));
    }

    [Test]
    public void An_included_folder_of_a_repository_below_another_travels_alone()
    {
        using var tree = WithRepositoryBelow("vendor/other");
        tree.Git("init", "--quiet");
        Assert.That(tree.List("vendor/other/pkg").Files.Select(file => file.ArchivePath), Is.EqualTo(new[] { "vendor/other/pkg/a.py" }));
    }

    [TestCase("", "gitdir: /nowhere\n")]
    [TestCase("sub/", "gitdir: /nowhere\n")]
    [TestCase("sub/", null)]
    public void A_repository_that_git_cannot_find_is_an_error_in_a_plain_folder(string where, string? text)
    {
        using var tree = new WorkTree("a.py", "sub/b.py");
        Break(tree, where, text);
        Assert.That(tree.Refusal().Message, Does.Contain($"{tree.File($"{where}.git")}'"));
    }

    [TestCase("gitdir: /nowhere\n")]
    [TestCase(null)]
    public void It_is_an_error_in_a_work_tree_too(string? text)
    {
        using var tree = WorkTree.InGit("a.py", "sub/b.py");
        Break(tree, "sub/", text);
        Assert.That(tree.Refusal().Message, Does.Contain($"{tree.File("sub/.git")}'"));
    }

    [Test]
    public void A_root_below_a_repository_that_git_cannot_find_is_an_error()
    {
        using var tree = new WorkTree("src/a.py");
        Break(tree, "", "gitdir: /nowhere\n");
        Assert.That(() => SourceLister.ListAsync(new SourceScope(tree.File("src"), ["."])), Throws.TypeOf<Primitives.FairleadException>().With.Message.Contains(tree.File(".git")));
    }

    private static void Break(WorkTree tree, string where, string? text)
    {
        if (text is null)
            Directory.CreateDirectory(tree.File($"{where}.git"));
        else
            tree.Write($"{where}.git", text);
    }

    private static WorkTree WithRepositoryBelow(string folder)
    {
        var tree = new WorkTree("top.py", $"{folder}/pkg/a.py", $"{folder}/pkg/notes.txt");
        tree.Write($"{folder}/.gitignore", "notes.txt\n");
        Tools.Run("git", "-C", tree.File(folder), "init", "--quiet");
        return tree;
    }

    private static WorkTree WithSubmodule()
    {
        using var inner = WorkTree.InGit("inner.py");
        inner.Git("-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-qm", "inner");
        var tree = WorkTree.InGit("a.py");
        tree.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");
        return tree;
    }
}
