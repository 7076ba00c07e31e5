using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Profiles;

public sealed class InheritanceTests
{
    [Test]
    public void The_child_wins_tables_merge_and_lists_are_replaced()
    {
        using var tree = new RecipeTree();
        tree.Env("""
            [base]
            account = "lab"
            extra_sbatch = ["--a", "--b"]
            [base.env_vars]
            A = "base"
            B = "base"
            [hpc]
            extends = "base"
            executor = "slurm"
            remote_job_dir = "/jobs"
            extra_sbatch = ["--c"]
            [hpc.env_vars]
            A = "hpc"
            """);

        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.ExecutorSettings.Find("account")!.Origin.ToString(), Is.EqualTo("profile base (env.toml:2)"));
            Assert.That(job.ExecutorSettings.Find("extra_sbatch")!.ToJson()!.ToJsonString(), Is.EqualTo("""["--c"]"""));
            Assert.That(job.Environment["A"], Is.EqualTo("hpc"));
            Assert.That(job.Environment["B"], Is.EqualTo("base"));
            Assert.That(job.ExecutorSettings.Find("extends"), Is.Null);
        });
    }

    [Test]
    public void A_circle_is_an_error_with_the_whole_chain()
    {
        using var tree = new RecipeTree();
        tree.Env("[a]\nextends = 'b'\n[b]\nextends = 'c'\n[c]\nextends = 'b'\n");

        Assert.That(tree.Fault(profile: "a"), Does.Contain("env.toml:6: profiles extend each other in a circle: a -> b -> c -> b"));
    }

    [TestCase("extends = 'basse'", "extends 'basse', which does not exist. Did you mean 'base'?")]
    [TestCase("extends = ['base']", "expects the name of one profile, found a list")]
    [TestCase("extends = 'wandb'", "'wandb', which is a reserved table")]
    public void A_wrong_parent_is_named(string extends, string message)
    {
        using var tree = new RecipeTree();
        tree.Env($"[wandb]\nproject = 'x'\n[base]\naccount = 'x'\n[hpc]\nexecutor = 'slurm'\n{extends}\n");

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain(message).And.Contain("env.toml:7"));
    }

    [Test]
    public void Stage_overlays_apply_from_general_to_full_name_so_one_profile_serves_all_stages()
    {
        using var tree = new RecipeTree();
        foreach (var stage in (string[])["sft", "rl"])
            Prepare(tree, stage);
        tree.Env("""
            [hpc]
            executor = "slurm"
            remote_job_dir = "/jobs"
            partition = "main"
            [hpc.stages.data_prep]
            partition = "cpu"
            cpus_per_task = 32
            [hpc.stages."data/prep/rl"]
            cpus_per_task = 64
            [hpc.stages.sft]
            partition = "gpu"
            """);

        Assert.Multiple(() =>
        {
            Assert.That(Value("nano3/sft", "partition"), Is.EqualTo("\"gpu\""));
            Assert.That(Value("nano3/data/prep/sft", "partition"), Is.EqualTo("\"cpu\""));
            Assert.That(Value("nano3/data/prep/sft", "cpus_per_task"), Is.EqualTo("32"));
            Assert.That(Value("nano3/data/prep/rl", "cpus_per_task"), Is.EqualTo("64"));
            Assert.That(
                tree.Resolve(profile: "hpc", recipe: "nano3/data/prep/rl").Job.ExecutorSettings.Find("cpus_per_task")!.Origin.Layer,
                Is.EqualTo("profile hpc, stage data/prep/rl"));
        });

        string? Value(string recipe, string key) => tree.Resolve(profile: "hpc", recipe: recipe).Job.ExecutorSettings.Find(key)?.ToJson()!.ToJsonString();
    }

    [Test]
    public void An_overlay_lies_over_everything_inherited()
    {
        using var tree = new RecipeTree();
        tree.Env("[base.stages.sft]\naccount = 'overlay'\n[hpc]\nextends = 'base'\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\naccount = 'own'\n");

        Assert.That(tree.Resolve(profile: "hpc").Job.ExecutorSettings.Find("account")!.ToJson()!.ToString(), Is.EqualTo("overlay"));
    }

    [Test]
    public void An_overlay_for_a_stage_of_other_recipes_is_a_warning()
    {
        using var tree = new RecipeTree();
        tree.Env("[hpc]\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\n[hpc.stages.distillation]\npartition = 'x'\n");

        Assert.That(tree.Resolve(profile: "hpc").Warnings, Has.Some.EndsWith("env.toml:4: no recipe has the stage 'distillation'."));
    }

    [Test]
    public void An_overlay_for_a_stage_that_is_one_letter_off_is_an_error()
    {
        using var tree = new RecipeTree();
        tree.Env("[hpc]\nexecutor = 'slurm'\n[hpc.stages.stf]\npartition = 'x'\n");

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain("env.toml:3: no recipe has the stage 'stf'. Did you mean 'sft'?"));
    }

    private static void Prepare(RecipeTree tree, string stage)
    {
        tree.Write($"nano3/{stage}/data_prep.py", $"# /// script\n# [tool.runspec]\n# name = \"nano3/data/prep/{stage}\"\n# config.dir = \"./config/data_prep\"\n# ///\n");
        tree.Write($"nano3/{stage}/config/data_prep/default.yaml", "rows: 1\n");
    }
}
