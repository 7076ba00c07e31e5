using Fairlead.Recipes.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class LayerTests
{
    [Test]
    public void Resources_belong_to_the_recipe_and_everything_else_to_the_cluster() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(bool Spec, bool Profile, bool Config, bool Set)>(), present =>
        {
            using var tree = new RecipeTree();
            tree.Spec(resources: present.Spec ? "nodes = 2" : "");
            tree.Hpc(present.Profile ? "nodes = 3\naccount = 'profile'" : "");
            tree.Config("tiny", present.Config ? "run: {env: {nodes: 4, account: config}}" : "");
            string[] sets = present.Set ? ["env.nodes=5", "env.account=set"] : [];

            var settings = tree.Resolve(profile: "hpc", sets: sets).Job.ExecutorSettings;

            var nodes = present.Set ? (5L, "--set") : present.Config ? (4L, "recipe config") : present.Profile ? (3L, "profile hpc") : (present.Spec ? 2L : 1L, "run spec");
            (object? Value, string? Layer) account = present.Set ? ("set", "--set") : present.Profile ? ("profile", "profile hpc") : present.Config ? ("config", "recipe config") : (null, null);
            return Equals(Of(settings, "nodes"), ((object?)nodes.Item1, (string?)nodes.Item2)) && Equals(Of(settings, "account"), account);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void An_image_of_the_recipe_is_not_replaced_by_the_profile_under_either_of_its_names()
    {
        using var tree = new RecipeTree();
        tree.Hpc("container_image = 'profile:1'");
        tree.Config("tiny", "run: {env: {container: config:1}}");

        var result = tree.Resolve(profile: "hpc");

        Assert.Multiple(() =>
        {
            Assert.That(result.Job.ContainerImage, Is.EqualTo("config:1"));
            Assert.That(result.Warnings, Has.One.Contains("'container' is an older name"));
        });
    }

    [Test]
    public void Variables_merge_by_name_and_the_profile_wins()
    {
        using var tree = new RecipeTree();
        tree.Spec("[env]\nA = 'spec'\nB = 'spec'\nC = 'spec'\nD = 'spec'");
        tree.Config("tiny", "run: {env: {env_vars: {B: config, C: config, E: 1, F: true, G: null}}}");
        tree.Hpc("[hpc.env_vars]\nC = 'profile'");

        var environment = tree.Resolve(profile: "hpc", sets: "env.env_vars.D=set").Job.Environment;

        Assert.That(
            environment.Select(item => $"{item.Key}={item.Value}"),
            Is.EqualTo(new[] { "A=spec", "B=config", "C=profile", "D=set", "E=1", "F=true", "HF_HOME=/jobs/hf", "NEMO_RUN_DIR=/jobs" }));
    }

    [Test]
    public void Keys_of_other_executors_in_a_recipe_are_left_out_and_misspelt_ones_refused()
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", "run: {env: {ray_version: '2.48.0'}}");
        tree.Config("odd", "run: {env: {ray_versoin: '2.48.0'}}");
        tree.Config("worse", "run: {env: {executor: slurm}}");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve().Job.ExecutorSettings.Find("ray_version"), Is.Null);
            Assert.That(tree.Fault(config: "odd"), Does.Contain("odd.yaml:1: unknown key 'ray_versoin' in recipe config. Did you mean 'ray_version'?"));
            Assert.That(tree.Fault(config: "worse"), Does.Contain("'run.env.executor' belongs in a profile"));
        });
    }

    [Test]
    public void The_same_request_gives_the_same_job()
    {
        using var tree = new RecipeTree();

        var first = Text();

        Assert.That(Text(), Is.EqualTo(first));

        string Text() => Fairlead.Recipes.Resolution.JobView.ToJson(tree.Resolve(sets: "train.lr=2").Job).ToJsonString();
    }

    private static (object? Value, string? Layer) Of(TableSetting settings, string key) =>
        settings.Find(key) is ScalarSetting scalar ? (scalar.Value, scalar.Origin.Layer) : (null, null);
}
