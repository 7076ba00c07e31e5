namespace Fairlead.Sources.Tests;

public sealed class LeftOutTests
{
    [Test]
    public void Whatever_does_not_ship_is_named_with_its_rule()
    {
        using var tree = WorkTree.InGit("a.py", "mean.npy", "pkg/tokens.bin", "pkg/__pycache__/a.pyc", "pkg/__pycache__/b.pyc", "tls.key");
        tree.Write(".gitignore", "data/\n*.log\n");
        tree.Write("data/train.txt", "");
        tree.Write("run.log", "");
        tree.Write("new.pt", "");
        Assert.That(
            tree.ListWithIgnored().LeftOut.Select(item => $"{item.ArchivePath}: {item.Rule}{(item.Tracked ? ", tracked" : "")}"),
            Is.EqualTo(new[]
            {
                "data: git ignores it",
                "mean.npy: *.npy, tracked",
                "new.pt: *.pt",
                "pkg/__pycache__: __pycache__, tracked",
                "pkg/tokens.bin: *.bin, tracked",
                "run.log: git ignores it",
                "tls.key: *.key, tracked",
            }));
    }

    [Test]
    public void So_it_is_in_a_plain_folder_and_in_a_repository_below()
    {
        using var tree = new WorkTree("a.py", "node_modules/x/index.js", "repo/b.py", "repo/mean.npy");
        tree.Write("repo/.gitignore", "data/\n");
        tree.Write("repo/data/train.txt", "");
        Tools.Run("git", "-C", tree.File("repo"), "init", "--quiet");
        Assert.That(tree.ListWithIgnored().LeftOut.Select(item => item.ArchivePath), Is.EqualTo(new[] { "node_modules", "repo/data", "repo/mean.npy" }));
    }

    [Test]
    public void What_git_ignores_is_named_only_for_who_asks_and_a_link_to_it_is_a_warning_all_the_same()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write(".gitignore", "data/\n*.log\n");
        tree.Write("data/train.txt", "");
        tree.Write("run.log", "");
        Assert.That(tree.List().LeftOut, Is.Empty);
        tree.Link("train", "data");
        Assert.That(tree.List().LeftOut.Select(item => $"{item.ArchivePath}: {item.Kind}"), Is.EqualTo(new[] { "data: LinkTarget" }));
    }

    [Test]
    public void A_link_that_leads_to_what_does_not_ship_is_a_warning()
    {
        using var tree = WorkTree.InGit("a.py", "real/b.py");
        tree.Write(".gitignore", "data/\n");
        tree.Write("data/train/x.txt", "");
        tree.Link("pkg/train", "../data/train");
        tree.Link("pkg/real", "../real");
        tree.Link("pkg/b", "real/b.py");
        tree.Link("pkg/nothing", "gone");
        Assert.That(
            LeftOutWords.Warnings(tree.List()),
            Is.EqualTo(new[] { "1 of the source will be missed: data/train (the link 'pkg/train' leads to it)" }));
    }

    [Test]
    public void A_tracked_file_that_a_built_in_rule_keeps_is_a_warning_and_the_first_ten_are_named()
    {
        using var tree = WorkTree.InGit([.. Enumerable.Range(10, 12).Select(number => $"m{number}.npy"), "a.py"]);
        tree.Write("untracked.npy", "");
        var warnings = LeftOutWords.Warnings(tree.List()).ToList();
        Assert.That(warnings, Has.Count.EqualTo(1));
        Assert.That(
            warnings[0],
            Does.StartWith("12 of the source will be missed: m10.npy (*.npy), ").And.EndsWith("m19.npy (*.npy) and 2 more (PackageSource --json names all)"));
    }

    [Test]
    public void A_pointer_of_Git_LFS_ships_with_a_warning()
    {
        using var tree = WorkTree.InGit("a.py");
        tree.Write("weights.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        Assert.That(tree.Paths(), Does.Contain("weights.txt"));
        Assert.That(LeftOutWords.Warnings(tree.List()), Has.One.Contains("weights.txt (a Git LFS pointer ships in its place; git lfs pull)"));
    }

    [Test]
    public void The_report_shows_ten_and_its_JSON_all()
    {
        using var tree = WorkTree.InGit([.. Enumerable.Range(10, 12).Select(number => $"m{number}.npy"), "a.py", ".env"]);
        var report = SizeReport.Of(tree.List(), Archive.Pack(tree.List()).Summary, null);
        Assert.That(
            report.ToLines().Where(line => line.StartsWith("left out", StringComparison.Ordinal)),
            Has.Exactly(11).Items.And.One.EqualTo("left out    m10.npy (*.npy)").And.One.EqualTo("left out    and 2 more (PackageSource --json names all)"));
        Assert.That(report.ToJson()["left_out"]!.AsArray(), Has.Count.EqualTo(13));
        Assert.That(report.ToJson()["left_out"]![1]!["rule"]!.GetValue<string>(), Is.EqualTo("*.npy"));
        Assert.That(report.ToJson()["left_out"]![1]!["kind"]!.GetValue<string>(), Is.EqualTo("built_in"));
    }
}
