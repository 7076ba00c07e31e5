namespace Fairlead.Sources.Tests;

public sealed class PlainFolderTests
{
    [Test]
    public void A_folder_in_no_work_tree_is_walked_and_says_so()
    {
        using var tree = new WorkTree("b.py", ".hidden/a.py", "deep/er/c.py");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { ".hidden/a.py", "b.py", "deep/er/c.py" }));
        Assert.That(tree.List().Origin, Is.EqualTo(SourceOrigin.PlainFolder));
    }

    [Test]
    public void It_packs_to_the_same_archive_as_the_same_files_in_git()
    {
        using var plain = new WorkTree("b.py", "deep/er/c.py");
        using var git = WorkTree.InGit("b.py", "deep/er/c.py");
        Assert.That(Archive.DigestOf(plain), Is.EqualTo(Archive.DigestOf(git)));
    }

    [Test]
    public void Overlapping_includes_list_a_file_once()
    {
        using var tree = new WorkTree("pkg/a.py");
        Assert.That(tree.List("pkg", "pkg/a.py", ".").Files, Has.Length.EqualTo(1));
    }

    [Test]
    public void Links_to_folders_are_listed_and_not_followed()
    {
        using var tree = new WorkTree("real/a.py");
        tree.Link("alias", "real");
        tree.Link("real/loop", "..");
        Assert.That(tree.Paths(), Is.EqualTo(new[] { "alias", "real/a.py", "real/loop" }));
    }

    [Test]
    public void A_fifo_is_refused_rather_than_waited_for()
    {
        using var tree = new WorkTree("a.py");
        Tools.Run("mkfifo", tree.File("pipe"));
        Assert.That(tree.Refusal().Message, Does.Contain("'pipe' is neither a file, a folder nor a link"));
    }

    [TestCase("../elsewhere", "stay below it")]
    [TestCase("/etc", "stay below it")]
    [TestCase("gone", "'gone' does not exist")]
    [TestCase("alias/a.py", "behind the link 'alias'")]
    public void An_include_that_is_not_below_the_root_is_refused(string include, string reason)
    {
        using var tree = new WorkTree("real/a.py");
        tree.Link("alias", "real");
        Assert.That(tree.Refusal(include).Message, Does.Contain(reason));
    }

    [Test]
    public void A_name_that_is_not_UTF8_is_refused()
    {
        using var tree = new WorkTree("a.py");
        Tools.Run("sh", "-c", "touch \"$1/$(printf 'caf\\351')\"", "sh", tree.Path);
        Assert.That(tree.Refusal().Message, Does.Contain("not UTF-8"));
        tree.Git("init", "--quiet");
        Assert.That(tree.Refusal().Message, Does.Contain("'café'"));
        Tools.Run("sh", "-c", "rm \"$1\"/caf*", "sh", tree.Path);
    }

    [Test]
    public void A_root_that_is_not_a_folder_is_refused()
    {
        using var tree = new WorkTree("a.py");
        Assert.That(
            () => SourceLister.ListAsync(new SourceScope(tree.File("a.py"), ["."])),
            Throws.TypeOf<Primitives.FairleadException>().With.Message.Contains("not a folder"));
    }
}
