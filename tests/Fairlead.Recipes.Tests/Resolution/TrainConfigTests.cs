using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class TrainConfigTests
{
    [Test]
    public void Expressions_for_the_job_are_left_as_they_are()
    {
        Assert.That(
            Config("a: '${art:data,train}'\nb: '${manifest:/x,train}'\nc: '${mul:2,3}'\nd: '${oc.env:PWD}/x'\ne: '${train.lr}'\nf: '${run.data}'\ng: '${run.wandb.nowhere}'"),
            Is.EqualTo("""{"a":"${art:data,train}","b":"${manifest:/x,train}","c":"${mul:2,3}","d":"${oc.env:PWD}/x","e":"${train.lr}","f":"${run.data}","g":"${run.wandb.nowhere}"}"""));
    }

    [Test]
    public void References_to_the_run_are_replaced_and_a_whole_one_keeps_its_type()
    {
        Assert.That(
            Config("a: '${run.env.nodes}'\nb: 'n${run.env.nodes}-${run.recipe.name}'\nc: ['${run.recipe.script}']\nd: '${mul:${run.env.nodes},8}'"),
            Is.EqualTo("""{"a":1,"b":"n1-nano3/sft","c":["nano3/sft/train.py"],"d":"${mul:1,8}"}"""));
    }

    [TestCase("name:latest", "name:latest")]
    [TestCase("super3/rl/rlvr1/data:latest", "super3-rl-rlvr1-data:latest")]
    [TestCase("name:v12", "name:v12")]
    [TestCase("SFTDataArtifact-sft", "SFTDataArtifact-sft")]
    public void Artifact_references_stay_under_their_stored_name(string given, string stored) =>
        Assert.That(Config($"run: {{data: '{given}'}}"), Is.EqualTo($$$"""{"run":{"data":"{{{stored}}}"}}"""));

    [TestCase("12:30")]
    [TestCase("name:tag")]
    [TestCase("nvcr.io/nvidia/nemo:25")]
    [TestCase("just-a-word")]
    public void Anything_else_in_the_run_table_is_dropped_with_a_warning(string given)
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", $"run: {{data: '{given}'}}");

        var result = tree.Resolve();

        Assert.Multiple(() =>
        {
            Assert.That(result.Job.Config.Items, Is.Empty);
            Assert.That(result.Warnings, Has.One.Contains("tiny.yaml:1: 'run.data' is not used"));
        });
    }

    [Test]
    public void The_artifact_store_of_env_toml_lies_below_the_configs_own()
    {
        using var tree = new RecipeTree();
        tree.Variables["ROOT"] = "/shared";
        tree.Env("[artifacts]\nwandb = true\n[artifacts.manifest]\nroot = '${oc.env:ROOT}/a'\n");
        tree.Config("tiny", "artifacts: {wandb: false}");

        Assert.That(CanonicalJson.Write(tree.Resolve().Job.Config.ToJson()), Is.EqualTo("""{"artifacts":{"manifest":{"root":"/shared/a"},"wandb":false}}"""));
    }

    private static string Config(string yaml)
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", yaml);
        return CanonicalJson.Write(tree.Resolve().Job.Config.ToJson());
    }
}
