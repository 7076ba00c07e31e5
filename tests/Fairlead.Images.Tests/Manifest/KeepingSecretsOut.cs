using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Manifest;

public sealed class KeepingSecretsOut
{
    [TestCase("normal-build")]
    [TestCase("build-on-compute")]
    public void No_value_of_a_secret_is_taken_over_from_upstream(string producer)
    {
        Assert.That(UpstreamFixture.Read(producer), Does.Contain("canary"), "the fixture tests nothing");
        var loaded = ManifestJson.Read(UpstreamFixture.Read(producer));
        Assert.That(ManifestJson.Write(loaded.Manifest), Does.Not.Contain("canary"));
        Assert.That(loaded.ToString() + string.Join('\n', loaded.Notes), Does.Not.Contain("canary"));
    }

    [Test]
    public void Values_become_references_and_what_was_done_is_said()
    {
        var loaded = ManifestJson.Read(UpstreamFixture.Read("normal-build"));
        var context = loaded.Manifest.Context.ToNode()!;
        var reference = new JsonObject { ["fromEnv"] = "MAD_SECRETS_HFTOKEN", ["required"] = true };
        Assert.That(JsonNode.DeepEquals(context["docker_env_vars"]!["MAD_SECRETS_HFTOKEN"], reference), Is.True);
        Assert.That(JsonNode.DeepEquals(context["docker_build_arg"]!["MAD_SECRETS_HFTOKEN"], reference), Is.True);
        Assert.That(loaded.Notes.Select(note => note.Split(' ')[0]), Is.EquivalentTo((string[])[
            "built_models.ci-zeta_trainer.ubuntu.amd.env_vars.WANDB_API_KEY",
            "context.docker_env_vars.MAD_SECRETS_HFTOKEN",
            "context.docker_build_arg.MAD_SECRETS_HFTOKEN",
            "context.tools.0.env_vars.LOGIN_PASSWORD",
            "deployment_config.env_vars.HF_TOKEN",
            "built_images.ci-zeta_trainer.ubuntu.amd.build_command",
            "context.pre_scripts.0.args",
        ]));
    }

    [Test]
    public void What_only_looks_like_a_secret_is_kept()
    {
        var variables = ManifestJson.Read(UpstreamFixture.Read("normal-build")).Manifest.Context.ToNode()!["docker_env_vars"]!;
        Assert.That(variables["NCCL_IB_PKEY"]!.GetValue<string>(), Is.EqualTo("1"));
        Assert.That(variables["TOKENIZERS_PARALLELISM"]!.GetValue<string>(), Is.EqualTo("false"));
        Assert.That(variables["GITHUB_TOKEN"]!.GetValue<string>(), Is.EqualTo("${GITHUB_TOKEN}"));
    }

    [TestCase("""{"docker_env_vars":{"HF_TOKEN":"hf_canary"}}""", "context.docker_env_vars.HF_TOKEN")]
    [TestCase("""{"docker_build_arg":{"db_password":"hf_canary"}}""", "context.docker_build_arg.db_password")]
    [TestCase("""{"docker_env_vars":{"HF_TOKEN":"${HF_TOKEN:-hf_canary}"}}""", "context.docker_env_vars.HF_TOKEN")]
    [TestCase("""{"build_command":"docker build --build-arg HF_TOKEN=\"hf_canary\" ."}""", "context.build_command")]
    public void A_value_is_neither_written_nor_read_back(string context, string path)
    {
        var writing = Assert.Throws<FairleadException>(() => ManifestJson.Write(ImageManifest.Empty with { Context = JsonText.Parse(context) }))!;
        Assert.That(writing.Problem, Does.StartWith($"{path}: expected").And.Not.Contain("canary"));
        var reading = Assert.Throws<FairleadException>(() => ManifestJson.Read($$"""{"schemaVersion":2,"images":{},"models":{},"context":{{context}} }"""))!;
        Assert.That(reading.Message, Does.StartWith($"{path}: expected").And.Not.Contain("canary"));
    }

    [TestCase("""{"docker_env_vars":{"HF_TOKEN":{"fromEnv":"MAD_SECRETS_HFTOKEN","required":true}}}""")]
    [TestCase("""{"docker_env_vars":{"HF_TOKEN":"${HF_TOKEN:?ask the team}","AWS_SECRET_KEY_FILE":"/run/keys/aws"}}""")]
    [TestCase("""{"build_command":"docker build --build-arg HF_TOKEN=${HF_TOKEN} --build-arg BASE=a ."}""")]
    public void A_reference_is(string context) =>
        Assert.That(() => ManifestJson.Write(ImageManifest.Empty with { Context = JsonText.Parse(context) }), Throws.Nothing);
}
