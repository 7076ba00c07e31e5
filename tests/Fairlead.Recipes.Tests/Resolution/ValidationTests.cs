using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class ValidationTests
{
    [Test]
    public void Every_problem_is_reported_and_not_just_the_first()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/broken/train.py", "# /// script\n# [tool.runspec]\n# naem = \"nano3/broken\"\n# ///\n");
        tree.Config("odd", "run: {env: {nodess: 1}}");
        tree.Config("worse", "a: [");
        tree.Env("""
            [base]
            acount = "x"
            [one]
            extends = "base"
            executor = "slurm"
            [two]
            executor = "dgxcloud"
            [three]
            extends = "three"
            [four]
            executor = "slurm"
            user = "${oc.env:UNSET}"
            [five]
            executor = "slurm"
            """);

        var report = Validate(tree);

        Assert.Multiple(() =>
        {
            foreach (var part in (string[])["no 'name'", "'nodess'", "worse.yaml", "'acount'", "profile two lacks", "profile five lacks 'remote_job_dir'", "three -> three", "UNSET"])
                Assert.That(report.Problems, Has.Some.Contains(part));
            Assert.That((report.Recipes, report.Configs, report.Profiles), Is.EqualTo((1, 4, 6)));
            Assert.That(report.Problems, Is.Unique);
        });
    }

    [Test]
    public void A_sound_project_has_no_problems_and_one_profile_serves_every_stage()
    {
        using var tree = new RecipeTree();
        tree.Env("[base]\nstartup_commands = ['true']\n[hpc]\nextends = 'base'\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\nstages.sft.partition = 'x'\n");
        using var text = new StringWriter();

        var report = Validate(tree);
        report.WriteText(text);

        Assert.Multiple(() =>
        {
            Assert.That(report.Problems, Is.Empty);
            Assert.That(text.ToString().TrimEnd(), Is.EqualTo("1 recipes, 2 configs, 2 profiles: 0 problems, 0 warnings"));
            Assert.That(report.ToJson()["problems"]!.AsArray(), Is.Empty);
        });
    }

    [Test]
    public void An_env_file_that_is_no_toml_is_a_problem_beside_the_others()
    {
        using var tree = new RecipeTree();
        tree.Env("[hpc\n");
        tree.Config("odd", "a: [");

        Assert.That(Validate(tree).Problems, Has.Some.Contains("env.toml:1").And.Some.Contains("odd.yaml"));
    }

    [Test]
    public void A_recipe_without_its_default_config_is_a_problem()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/x/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/x\"\n# ///\n");

        Assert.That(Validate(tree).Problems, Has.One.Contains("nano3/x has no config 'default'"));
    }

    private static ValidationReport Validate(RecipeTree tree) =>
        Validation.Run(Known.Executors, tree.Load(), () => File.Exists(tree.EnvFile) ? EnvFile.Read(tree.EnvFile) : EnvFile.None, name => tree.Variables.GetValueOrDefault(name));
}
