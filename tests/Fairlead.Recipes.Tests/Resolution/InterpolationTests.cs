using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class InterpolationTests
{
    [TestCase("${oc.env:SET}", "value")]
    [TestCase("${oc.env:UNSET,default}", "default")]
    [TestCase("${oc.env:UNSET, spaced }", "spaced ")]
    [TestCase("${oc.env:UNSET,${oc.env:ALSO_UNSET,/x}}", "/x")]
    [TestCase("${oc.env:UNSET,${oc.env:SET}}", "value")]
    [TestCase("${oc.env:UNSET,''}", "")]
    [TestCase("${oc.env:UNSET,\"a,b\"}", "a,b")]
    [TestCase("/a/${oc.env:SET}/b", "/a/value/b")]
    [TestCase("${account}-${.partition}", "lab-main")]
    [TestCase("${run.env.account}", "lab")]
    [TestCase("${run.recipe.name}", "nano3/sft")]
    [TestCase("${run.wandb.project}", "pilot")]
    [TestCase("${model.name}", "tiny")]
    [TestCase("${oc.env:${which}}", "value")]
    [TestCase("\\${HOME} $HOME", "${HOME} $HOME")]
    [TestCase("$5 and {x}", "$5 and {x}")]
    public void Expressions_in_profile_values_are_resolved(string expression, string expected)
    {
        using var tree = Tree("");
        tree.Env($"""
            [wandb]
            project = "pilot"
            [hpc]
            executor = "slurm"
            remote_job_dir = "/jobs"
            account = "lab"
            partition = "main"
            which = "SET"
            exclude = '''{expression}'''
            """);
        tree.Config("tiny", "model: {name: tiny}");

        var value = tree.Resolve(profile: "hpc", allowUnknownKeys: true).Job.ExecutorSettings.Find("exclude");

        Assert.That(((ScalarSetting)value!).Value, Is.EqualTo(expected));
    }

    [Test]
    public void A_whole_reference_keeps_its_type()
    {
        using var tree = Tree("cpus_per_task = '${nodes}'\nstartup_commands = '${extra_sbatch}'\nextra_sbatch = ['--x']\nnodes = 3");

        var settings = tree.Resolve(profile: "hpc").Job.ExecutorSettings;

        Assert.Multiple(() =>
        {
            Assert.That(((ScalarSetting)settings.Find("cpus_per_task")!).Value, Is.EqualTo(3L));
            Assert.That(settings.Find("startup_commands")!.ToJson()!.ToJsonString(), Is.EqualTo("""["--x"]"""));
        });
    }

    [Test]
    public void Every_unset_variable_is_reported_at_once_with_file_table_and_key()
    {
        using var tree = Tree("user = '${oc.env:ONE}'\nidentity = '/home/${oc.env:TWO}/key'\n[hpc.env_vars]\nHF_TOKEN = '${oc.env:THREE}'");

        var fault = tree.Fault(profile: "hpc");

        Assert.Multiple(() =>
        {
            Assert.That(fault, Does.Match(@"env\.toml:4: profile hpc, key 'user': the variable ONE is not set"));
            Assert.That(fault, Does.Match(@"env\.toml:5: profile hpc, key 'identity': the variable TWO is not set"));
            Assert.That(fault, Does.Match(@"env\.toml:7: profile hpc, key 'env_vars\.HF_TOKEN': the variable THREE is not set"));
        });
    }

    [Test]
    public void Variables_of_values_that_another_layer_replaced_are_not_asked_for()
    {
        using var tree = Tree("container_image = '${oc.env:UNSET}'");
        tree.Config("tiny", "run: {env: {container_image: own}}");

        Assert.That(tree.Resolve(profile: "hpc").Job.ContainerImage, Is.EqualTo("own"));
    }

    [TestCase("${account}", "the references go in a circle: account -> account")]
    [TestCase("${partition}", "the references go in a circle: account -> partition -> account")]
    [TestCase("${nowhere}", "there is no key 'nowhere'; for a shell variable write $nowhere or \\${nowhere}")]
    [TestCase("${oc.env:X", "'${oc.env:X' does not end with '}'")]
    [TestCase("${oc.env:X,'a}", "does not end")]
    [TestCase("${oc.evn:X}", "unknown resolver 'oc.evn'")]
    [TestCase("${art:data,path}", "'art' is resolved inside the job")]
    [TestCase("x${extra_sbatch}", "a list cannot be part of a longer text")]
    [TestCase("${oc.env:A,b,c}", "expects a name and at most one default")]
    public void A_wrong_expression_is_named(string expression, string message)
    {
        using var tree = Tree($"account = \"{expression}\"\npartition = '${{account}}'\nextra_sbatch = []");

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain(message).And.Contain("key 'account'"));
    }

    [Test]
    public void The_recipes_image_may_come_from_a_variable()
    {
        using var tree = new RecipeTree();
        tree.Variables["TAG"] = "7";
        tree.Write("nano3/x/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/x\"\n# image = \"r.test/a:${oc.env:TAG,1}\"\n# ///\n");
        tree.Write("nano3/x/config/default.yaml", "");

        Assert.That(tree.Resolve(recipe: "nano3/x").Job.ContainerImage, Is.EqualTo("r.test/a:7"));
    }

    private static RecipeTree Tree(string profile)
    {
        var tree = new RecipeTree();
        tree.Variables["SET"] = "value";
        tree.Hpc(profile);
        return tree;
    }
}
