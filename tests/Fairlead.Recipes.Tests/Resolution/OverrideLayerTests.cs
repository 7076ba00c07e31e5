using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class OverrideLayerTests
{
    [Test]
    public void An_override_reaches_the_config_or_the_executor_settings()
    {
        using var tree = new RecipeTree();

        var job = tree.Resolve(sets: ["train.lr=1e-4", "data.path=/x/y.jsonl", "env.nodes=2", "run.env.nprocs_per_node=3", "train.lr=0.5"]).Job;

        Assert.Multiple(() =>
        {
            Assert.That(((ScalarSetting)job.Config.Find("train.lr")!).Value, Is.EqualTo(0.5));
            Assert.That(((ScalarSetting)job.Config.Find("data.path")!).Value, Is.EqualTo("/x/y.jsonl"));
            Assert.That(job.Nodes, Is.EqualTo(2));
            Assert.That(job.ProcessesPerNode, Is.EqualTo(3));
            Assert.That(job.Config.Find("train.lr")!.Origin.Layer, Is.EqualTo("--set"));
        });
    }

    [TestCase("train.lrr=1", "has no key 'train.lrr'. Did you mean 'train.lr'?")]
    [TestCase("data.path.x=1", "has no key 'data.path.x'. Did you mean 'data.path'?")]
    [TestCase("env.nodess=1", "unknown key 'nodess' in --set. Did you mean 'nodes'?")]
    [TestCase("env.partition=x", "the key 'partition' in --set is for slurm, not for executor local")]
    [TestCase("env.launch=", "'launch' in --set cannot be null")]
    [TestCase("env.python=null", "'python' in --set cannot be null")]
    [TestCase("env.executor=slurm", "'run.env.executor' belongs in a profile")]
    public void A_key_that_no_layer_has_is_an_error_with_the_nearest(string set, string message)
    {
        using var tree = new RecipeTree();

        Assert.That(tree.Fault(sets: set), Does.Contain(message));
    }

    [Test]
    public void Ray_is_refused_for_a_recipe_that_is_written_for_ranks()
    {
        using var tree = new RecipeTree();
        Assert.That(tree.Fault(sets: "env.launch=ray"), Does.StartWith("--set: launch is 'ray', but nano3/sft is written for 'torchrun'").And.Contain(Path.Combine(tree.Root, "nano3/sft/recipe.toml")));
        tree.Env("[mine]\nexecutor = 'local'\nlaunch = 'ray'\n");
        Assert.That(tree.Fault(profile: "mine"), Does.Contain("env.toml:3: launch is 'ray', but nano3/sft"));

        Assert.That(tree.Resolve(sets: ["env.launch=ray", "env.run_command=drive {script} {config}"]).Job.Launch, Is.EqualTo(LaunchKind.Ray), "the command is the user's own");
        tree.Spec("[run]\nlaunch = 'ray'");
        Assert.That(tree.Resolve(sets: "env.launch=ray").Job.Launch, Is.EqualTo(LaunchKind.Ray));
    }

    [Test]
    public void Null_takes_away_what_a_lower_layer_set()
    {
        using var tree = new RecipeTree();
        tree.Hpc("account = 'lab'");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve(profile: "hpc", sets: "env.account=null").Job.ExecutorSettings.Find("account"), Is.Null);
            Assert.That(tree.Resolve(profile: "hpc", sets: "env.container_image=null").Job.ContainerImage, Is.Null, "a bare-metal job");
        });
    }

    [Test]
    public void All_of_them_are_reported_and_can_be_allowed()
    {
        using var tree = new RecipeTree();
        string[] sets = ["train.lrr=1", "env.nodess=1"];

        Assert.Multiple(() =>
        {
            Assert.That(tree.Fault(sets: sets), Does.Contain("train.lrr").And.Contain("nodess"));
            Assert.That(tree.Resolve(allowUnknownKeys: true, sets: sets).Warnings, Has.Length.EqualTo(2));
            Assert.That(tree.Resolve(allowUnknownKeys: true, sets: sets).Job.Config.Find("train.lrr"), Is.Not.Null);
        });
    }

    [Test]
    public void An_artifact_may_be_chosen_for_a_slot_the_config_does_not_mention()
    {
        using var tree = new RecipeTree();
        tree.Spec("[inputs]\ndata = 'nano3-sft-data'");

        Assert.That(tree.Resolve(sets: "run.data=nano3/sft/data:v3").Job.Config.Find("run.data")!.ToJson()!.ToString(), Is.EqualTo("nano3-sft-data:v3"));
    }
}
