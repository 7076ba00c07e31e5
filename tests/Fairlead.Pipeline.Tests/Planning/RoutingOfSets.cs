using Fairlead.Backends;
using Fairlead.Pipeline.Planning;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Tests.Planning;

public sealed class RoutingOfSets
{
    private static readonly string[] Sets = ["env.nodes=2", "data.path=x", "data.manifest=y", "train.steps=3", "trian.steps=3"];
    private static readonly Executors Executors = KnownBackends.All(TimeProvider.System).Executors;
    private static readonly RecipeConfig Training = Config("data:\n  manifest: m\ntrain:\n  steps: 1\n");
    private static readonly RecipeConfig Preparation = Config("data:\n  path: null\n");

    [Test]
    public void The_preparation_gets_the_keys_it_has_and_no_executor_setting() =>
        Assert.That(SetRouting.ForProducer(Sets, Preparation, Executors), Is.EqualTo(new[] { "data.path=x" }));

    [Test]
    public void Where_it_runs_goes_to_both()
    {
        string[] sets = ["env.remote_job_dir=/here", "run.env.host=login", "env.container_image=mine:1", "env.build_args.BASE=python:3"];
        Assert.That(SetRouting.ForProducer(sets, Preparation, Executors), Is.EqualTo(sets));
        Assert.That(SetRouting.ForRecipe(sets, Training, [Preparation]), Is.EqualTo(sets));
    }

    [Test]
    public void The_recipe_gets_the_rest_unknown_keys_included() =>
        Assert.That(SetRouting.ForRecipe(Sets, Training, [Preparation]), Is.EqualTo(new[] { "env.nodes=2", "data.manifest=y", "train.steps=3", "trian.steps=3" }));

    private static RecipeConfig Config(string yaml) => new("tiny", YamlSettings.Read(yaml, "tiny.yaml", "recipe config"), ["tiny.yaml"]);
}
