using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Catalogue;

public sealed class ConfigTests
{
    [Test]
    public void Defaults_are_laid_below_in_their_order_and_self_is_ignored()
    {
        using var tree = new RecipeTree();
        tree.Config("one", "a: 1\nb: 1\nc: 1\n");
        tree.Config("two", "b: 2\nc: 2\n");
        tree.Config("top", "defaults: [_self_, one, two.yaml]\nc: 3\n");

        var config = Load(tree, "top");

        Assert.Multiple(() =>
        {
            Assert.That(CanonicalJson.Write(config.Settings.ToJson()), Is.EqualTo("""{"a":1,"b":2,"c":3}"""));
            Assert.That(config.Files.Select(Path.GetFileName), Is.EqualTo(new[] { "one.yaml", "two.yaml", "top.yaml" }));
            Assert.That(config.Settings.Find("b")!.Origin.ToString(), Is.EqualTo("recipe config (two.yaml:1)"));
        });
    }

    [Test]
    public void Hydra_groups_are_passed_through()
    {
        using var tree = new RecipeTree();
        tree.Config("eval", "defaults:\n  - execution: slurm\n  - base\n");

        Assert.That(CanonicalJson.Write(Load(tree, "eval").Settings.ToJson()), Is.EqualTo("""{"defaults":[{"execution":"slurm"}],"train":{"lr":0.1,"steps":10}}"""));
    }

    [Test]
    public void A_circle_of_defaults_is_an_error_with_the_chain()
    {
        using var tree = new RecipeTree();
        tree.Config("a", "defaults: b\n");
        tree.Config("b", "defaults: a\n");

        Assert.That(() => Load(tree, "a"), Throws.InstanceOf<FairleadException>().With.Message.Match(@"in a circle: \S+a\.yaml -> \S+b\.yaml -> \S+a\.yaml"));
    }

    [Test]
    public void A_default_that_is_missing_is_named_with_its_line()
    {
        using var tree = new RecipeTree();
        tree.Config("a", "x: 1\ndefaults: gone\n");

        Assert.That(() => Load(tree, "a"), Throws.InstanceOf<FairleadException>().With.Message.Contains("a.yaml:2: 'defaults' names 'gone'"));
    }

    [Test]
    public void A_missing_config_is_answered_with_the_nearest_and_the_list()
    {
        using var tree = new RecipeTree();

        Assert.That(() => Load(tree, "tinny"), Throws.InstanceOf<FairleadException>().With.Message.Contains("Did you mean 'tiny'?").And.Message.Contains("use one of: base, tiny"));
    }

    [Test]
    public void A_path_is_relative_to_the_working_directory_and_a_name_to_the_recipe()
    {
        using var tree = new RecipeTree();
        tree.Write("elsewhere/own.yaml", "x: 1\n");
        var recipe = tree.Load().Find("nano3/sft");

        Assert.Multiple(() =>
        {
            Assert.That(ConfigLoader.Load(recipe, "elsewhere/own.yaml", tree.Root).Name, Is.EqualTo("own"));
            Assert.That(ConfigLoader.Load(recipe, null, "/").File, Is.EqualTo(Path.Combine(recipe.ConfigDirectory, "tiny.yaml")));
        });
    }

    [Test]
    public void A_config_tells_which_keys_it_has()
    {
        using var tree = new RecipeTree();
        var config = Load(tree, "tiny");

        Assert.Multiple(() =>
        {
            Assert.That(config.HasKey("data.path"), Is.True, "a key whose value is null is there");
            Assert.That(config.HasKey("train"), Is.True);
            Assert.That(config.HasKey("train.lr.x"), Is.False);
            Assert.That(config.Keys, Is.EqualTo(new[] { "data", "data.path", "train", "train.lr", "train.steps" }));
        });
    }

    private static RecipeConfig Load(RecipeTree tree, string name) => ConfigLoader.Load(tree.Load().Find("nano3/sft"), name, tree.Root);
}
