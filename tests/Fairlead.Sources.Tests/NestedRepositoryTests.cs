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

    private static WorkTree WithSubmodule()
    {
        using var inner = WorkTree.InGit("inner.py");
        inner.Git("-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-qm", "inner");
        var tree = WorkTree.InGit("a.py");
        tree.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");
        return tree;
    }
}
