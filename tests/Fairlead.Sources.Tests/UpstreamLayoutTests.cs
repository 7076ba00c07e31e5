using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

public sealed class UpstreamLayoutTests
{
    private static readonly string[] Nemotron =
    [
        "src/loose.py",
        "src/kit/io.py",
        "src/nemotron/cli.py",
        "src/nemotron/recipes/__init__.py",
        "src/nemotron/recipes/_shared/log.py",
        "src/nemotron/recipes/nano3/sft/train.py",
        "src/nemotron/recipes/super3/sft/train.py",
        "src/nemotron/steps/__init__.py",
        "src/nemotron/steps/_runners/run.py",
        "src/nemotron/steps/convert/step.py",
    ];

    private static readonly string[] Common = ["kit/io.py", "nemotron/cli.py"];

    [Test]
    public void Without_a_script_every_package_travels_whole_and_loose_files_stay() =>
        Assert.That(Shipped(null), Is.EqualTo(Nemotron.Skip(1).Select(path => path["src/".Length..])));

    [Test]
    public void A_recipe_ships_its_own_family_and_no_steps() =>
        Assert.That(
            Shipped("src/nemotron/recipes/nano3/sft/train.py"),
            Is.EqualTo(Common.Concat(["nemotron/recipes/__init__.py", "nemotron/recipes/_shared/log.py", "nemotron/recipes/nano3/sft/train.py"])));

    [Test]
    public void A_step_ships_its_own_branch_and_no_recipes() =>
        Assert.That(
            Shipped("src/nemotron/steps/convert/step.py"),
            Is.EqualTo(Common.Concat(["nemotron/steps/__init__.py", "nemotron/steps/_runners/run.py", "nemotron/steps/convert/step.py"])));

    [TestCase("src/nemotron/cli.py")]
    [TestCase("src/nemotron/recipes/__init__.py")]
    [TestCase("tools/run.py")]
    public void A_script_of_no_family_ships_all_families(string script) =>
        Assert.That(Shipped(script), Is.EqualTo(Shipped(null)));

    [Test]
    public void An_absolute_script_path_means_the_same()
    {
        using var tree = new WorkTree(Nemotron);
        const string Script = "src/nemotron/recipes/nano3/sft/train.py";
        Assert.That(UpstreamLayout.For(tree.Path, tree.File(Script)).Exclude, Is.EqualTo(UpstreamLayout.For(tree.Path, Script).Exclude));
    }

    [Test]
    public void A_repo_root_without_src_is_refused_naming_src_and_the_key()
    {
        using var tree = new WorkTree("lib/a.py");
        var error = Assert.Throws<FairleadException>(() => UpstreamLayout.For(tree.Path, null));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.Contain("src/").And.Contain("repo_root").And.Contain(tree.Path));
    }

    [Test]
    public void A_src_without_packages_is_refused()
    {
        using var tree = new WorkTree("src/a.py");
        Assert.That(() => UpstreamLayout.For(tree.Path, null), Throws.TypeOf<FairleadException>().With.Message.Contains("no package"));
    }

    [Test]
    public void A_script_that_does_not_exist_is_refused()
    {
        using var tree = new WorkTree(Nemotron);
        Assert.That(
            () => UpstreamLayout.For(tree.Path, "src/nemotron/recipes/nano4/train.py"),
            Throws.TypeOf<FairleadException>().With.Message.Contains("nano4/train.py"));
    }

    private static IEnumerable<string> Shipped(string? script)
    {
        using var tree = new WorkTree([.. Nemotron, "tools/run.py"]);
        var list = SourceLister.ListAsync(UpstreamLayout.For(tree.Path, script)).GetAwaiter().GetResult();
        return list.Files.Select(file => file.ArchivePath);
    }
}
