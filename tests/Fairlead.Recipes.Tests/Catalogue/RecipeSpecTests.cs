using Fairlead.Primitives;

namespace Fairlead.Recipes.Tests.Catalogue;

public sealed class RecipeSpecTests
{
    [TestCase("schema = \"2\"", "expected schema \"1\", found \"2\"")]
    [TestCase("name = \"sft\"", "expected a name like family/stage, found 'sft'")]
    [TestCase("name = \"../x/y\"", "expected a name like family/stage")]
    [TestCase("imgae = \"x\"", "unknown key 'imgae'. Did you mean 'image'?")]
    [TestCase("image = 1", "'image' expects a string, found an integer")]
    [TestCase("script = \"gone.py\"", "gone.py' does not exist")]
    [TestCase("script = \"../../../../etc/passwd\"", "outside the recipes root")]
    [TestCase("run.launch = \"torchrum\"", "unknown launch 'torchrum'. Did you mean 'torchrun'?")]
    [TestCase("run.lanch = \"ray\"", "unknown key 'run.lanch'. Did you mean 'launch'?")]
    [TestCase("config.dir = \"../../..\"", "outside the recipes root")]
    [TestCase("config.format = \"json\"", "unknown config format 'json'")]
    [TestCase("resources.nodes = 0", "'resources.nodes' expects 1 or more, found 0")]
    [TestCase("resources.gpus_per_node = -1", "'resources.gpus_per_node' expects 0 or more, found -1")]
    [TestCase("resources.gpus_per_node = \"all\"", "'resources.gpus_per_node' expects an integer, found a string")]
    [TestCase("source.include = [\"../../..\"]", "outside the recipes root")]
    [TestCase("source.include = [\"../gone\"]", "source.include names '../gone'")]
    [TestCase("source.include = \".\"", "'source.include' expects a list of strings, found a string")]
    [TestCase("env = {A = 1}", "'env.A' expects a string, found an integer")]
    [TestCase("checkpoints = \"yes\"", "'checkpoints' expects true or false, found a string")]
    [TestCase("inputs = {\"../../x\" = \"data\"}", "named like a variable, found '../../x'")]
    [TestCase("outputs = {my-data = \"data\"}", "named like a variable, found 'my-data'")]
    [TestCase("files = {keys = [\"/etc/x\"]}", "dotted config keys in 'files.keys', found '/etc/x'")]
    [TestCase("files = {keys = [1]}", "'files.keys[0]' expects a string, found an integer")]
    public void A_wrong_field_is_named_with_file_and_line(string line, string message)
    {
        using var tree = new RecipeTree();
        var fields = new Dictionary<string, string> { ["name"] = "name = \"nano3/odd\"", ["script"] = "script = \"train.py\"" };
        fields[line.Split(' ')[0]] = line;
        tree.Write("nano3/odd/train.py", "");
        tree.Write("nano3/odd/recipe.toml", string.Join('\n', fields.Values));

        var problem = tree.Load().Unreadable.Single();

        Assert.Multiple(() =>
        {
            Assert.That(problem.Reason.Message, Does.Contain(message));
            Assert.That(problem.Reason.Message, Does.Match(@"nano3/odd/recipe\.toml:[123]: "));
            Assert.That(problem.Reason.ExitCode, Is.EqualTo(ExitCode.Usage));
        });
    }

    [TestCase("name")]
    [TestCase("script")]
    public void A_missing_field_is_named(string field)
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/odd/train.py", "");
        tree.Write("nano3/odd/recipe.toml", field == "name" ? "script = 'train.py'" : "name = 'nano3/odd'");

        Assert.That(tree.Load().Unreadable.Single().Reason.Message, Does.Contain($"has no '{field}'"));
    }

    [Test]
    public void A_block_that_contradicts_recipe_toml_is_an_error_naming_both()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/sft/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/sft\"\n# image = \"registry.test/other:1\"\n# ///\n");

        var reason = tree.Load().Unreadable.Single().Reason.Message;

        Assert.That(reason, Does.Contain("recipe.toml:4: 'image' is \"registry.test/nemo:1\" here").And.Contain("train.py:4"));
    }

    [Test]
    public void A_block_that_agrees_completes_recipe_toml()
    {
        using var tree = new RecipeTree();
        tree.Spec("[run]\nlaunch = \"direct\"");
        tree.Write("nano3/sft/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/sft\"\n# docs = \"https://docs.test\"\n# run.launch = \"python\"\n# ///\n");

        var catalogue = tree.Load();

        Assert.Multiple(() =>
        {
            Assert.That(catalogue.Unreadable, Is.Empty);
            Assert.That(catalogue.Find("nano3/sft").Docs, Is.EqualTo("https://docs.test"));
        });
    }

    [Test]
    public void Include_reaches_up_inside_the_root_and_names_the_root_itself()
    {
        using var tree = new RecipeTree();
        tree.Spec("[source]\ninclude = [\"../..\", \"config/tiny.yaml\"]");

        Assert.That(tree.Load().Find("nano3/sft").Sources, Is.EqualTo(new[] { ".", "nano3/sft/config/tiny.yaml" }));
    }
}
