using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;
using Fairlead.Pipeline.Nodes;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Tests.Nodes;

public sealed class ManifestsAsJobs
{
    [Test]
    public void Its_models_name_the_job_and_its_deployment_its_nodes()
    {
        var spec = SpecOf("""{"slurm":{"nodes":3,"gpus_per_node":8},"distributed":{"nnodes":3}}""");
        Assert.That((spec.Name, spec.Nodes, spec.GpusPerNode), Is.EqualTo(("manifest/team-alpha-7b", 3, 8)));
        Assert.That(spec.FileInputs, Is.EqualTo(["node", "manifest"]));
        Assert.That(spec.RecipesRoot, Is.EqualTo("/work/project"));
    }

    [Test]
    public void Numbers_of_nodes_that_do_not_agree_are_refused() =>
        Assert.That(() => SpecOf("""{"slurm":{"nodes":3},"distributed":{"nnodes":2}}"""), Throws.TypeOf<FairleadException>().With.Message.Contains("3 and 2").And.Property("ExitCode").EqualTo(ExitCode.Usage));

    [Test]
    public void A_manifest_without_models_is_refused() =>
        Assert.That(() => ManifestRecipe.SpecOf(ImageManifest.Empty, "/work/project/build_manifest.json", _ => null), Throws.TypeOf<FairleadException>().With.Message.Contains("expected a model to run"));

    [Test]
    public void Partition_and_time_are_those_of_the_manifest_where_the_profile_says_nothing()
    {
        var manifest = Manifest("""{"slurm":{"partition":"gpu","time":"02:00:00","output_dir":"./results"}}""");
        var config = ManifestRecipe.ConfigOf(manifest, "/work/project/build_manifest.json", "/cache/normal.json", "/cache/fairlead-node");
        Assert.That(Text(config, "run.env.partition"), Is.EqualTo("gpu"));
        Assert.That(Text(config, "run.env.time"), Is.EqualTo("02:00:00"));
        Assert.That(config.HasKey("run.env.output_dir"), Is.False);
        Assert.That(Text(config, "node"), Is.EqualTo("/cache/fairlead-node"));
    }

    [Test]
    public void A_secret_that_it_refers_to_travels_as_a_reference_and_each_job_gets_one_of_its_own()
    {
        var manifest = Manifest("{}", """{"docker_env_vars":{"HF_TOKEN":{"fromEnv":"MAD_SECRETS_HFTOKEN"},"OTHER":"${LEVEL:-info}","GONE":"${MISSING_TOKEN}","PLAIN":"$${ESCAPED_TOKEN}"}}""");
        var spec = ManifestRecipe.SpecOf(manifest, "/work/project/build_manifest.json", name => name is "MISSING_TOKEN" ? null : "canary");
        Assert.That(spec.Environment, Is.EquivalentTo(new Dictionary<string, string> { ["MAD_SECRETS_HFTOKEN"] = "env:MAD_SECRETS_HFTOKEN", ["FAIRLEAD_JOB_SECRET"] = "random:32" }));
    }

    private static string? Text(RecipeConfig config, string key) => (config.Settings.Find(key) as ScalarSetting)?.ToText();

    private static RecipeSpec SpecOf(string deployment) => ManifestRecipe.SpecOf(Manifest(deployment), "/work/project/build_manifest.json", _ => null);

    private static ImageManifest Manifest(string deployment, string context = "{}") => ManifestJson.Read(new JsonObject
    {
        ["built_images"] = new JsonObject { ["ci-alpha"] = new JsonObject { ["docker_image"] = "ci-alpha" } },
        ["built_models"] = new JsonObject { ["ci-alpha"] = new JsonObject { ["name"] = "team/alpha_7B", ["scripts"] = "scripts/alpha/run.sh" } },
        ["context"] = JsonNode.Parse(context),
        ["deployment_config"] = JsonNode.Parse(deployment),
    }.ToJsonString()).Manifest;
}
