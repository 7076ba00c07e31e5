using Fairlead.Node.JobEnvironment;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.JobEnvironment;

public sealed class WhoWins
{
    [Test]
    public void The_real_secret_wins_over_a_manifest_that_was_written_without_it()
    {
        var sample = new Sample("""{"docker_env_vars": {"MAD_SECRETS_HFTOKEN": "${MAD_SECRETS_HFTOKEN}", "HF_TOKEN": "${MAD_SECRETS_HFTOKEN}"}}""").With(("MAD_SECRETS_HFTOKEN", "real"));
        Assert.That((sample["MAD_SECRETS_HFTOKEN"], sample["HF_TOKEN"]), Is.EqualTo(("real", "real")));
    }

    [TestCase("docker_env_vars", nameof(ContainerEnvironment.Variables))]
    [TestCase("docker_build_arg", nameof(ContainerEnvironment.BuildArguments))]
    public void Maps_are_merged_by_their_keys(string map, string of)
    {
        var environment = new Sample($$"""{"{{map}}": {"A": "manifest", "B": "manifest"} }""", Runtime: $$"""{"{{map}}": {"B": "run", "C": "run"} }""").Environment;
        var values = of == nameof(ContainerEnvironment.Variables) ? environment.Variables : environment.BuildArguments;
        Assert.That(values.Select(value => $"{value.Key}={value.Value}"), Is.EqualTo(new[] { "A=manifest", "B=run", "C=run" }));
    }

    [Test]
    public void Mounts_are_merged_by_their_place_in_the_container()
    {
        var environment = new Sample("""{"docker_mounts": {"/data/": "/m", "/other": "/m"}}""", Runtime: """{"docker_mounts": {"//data": "/r"}}""").Environment;
        Assert.That(environment.Mounts.Select(mount => $"{mount.Value}:{mount.Key}"), Is.EqualTo(new[] { "/r:/data", "/m:/other" }));
    }

    [TestCase("docker_gpus", null)]
    [TestCase("gpu_vendor", null)]
    [TestCase("guest_os", "UBUNTU")]
    public void A_setting_is_the_runs_or_else_the_manifests_or_else_the_default(string name, string? otherwise)
    {
        Assert.That(new Sample($$"""{"{{name}}": "manifest"}""", Runtime: $$"""{"{{name}}": "run"}""").Settings.Text(name), Is.EqualTo("run"));
        Assert.That(new Sample($$"""{"{{name}}": "manifest"}""").Settings.Text(name), Is.EqualTo("manifest"));
        Assert.That(new Sample().Settings.Text(name), Is.EqualTo(otherwise));
    }

    [Test]
    public void A_list_takes_the_place_of_another()
    {
        var settings = new Sample("""{"log_error_patterns": ["a", "b"]}""", """{"log_error_patterns": ["c"]}""", """{"log_error_patterns": ["d"]}""").Settings;
        Assert.That(settings.Texts("log_error_patterns"), Is.EqualTo(new[] { "d" }));
    }

    [Test]
    public void Each_layer_gives_way_to_the_one_above_it()
    {
        var words = Enum.GetValues<Layer>().Select(layer => new Declared(Field.Variable, "A", new Given.Data(layer.ToString()), layer, "somewhere")).ToArray();
        for (var strongest = 0; strongest < words.Length; strongest++)
        {
            var left = words[strongest..];
            foreach (var order in new[] { left, [.. left.Reverse()] })
                Assert.That(Precedence.Merge(order).Single().Layer, Is.EqualTo((Layer)strongest));
        }
    }

    [TestCase("RANK")]
    [TestCase("NODE_RANK")]
    [TestCase("MASTER_ADDR")]
    [TestCase("SLURM_JOB_ID")]
    [TestCase("CUDA_VISIBLE_DEVICES")]
    public void Who_another_rank_was_is_no_word_on_this_one(string name)
    {
        var sample = new Sample($$"""{"docker_env_vars": {"{{name}}": "of another"} }""");
        Assert.That(sample[name], Is.Null);
        Assert.That(sample.With((name, "mine"))[name], Is.EqualTo("mine"));
        Assert.That(sample.Surroundings.Read().Notes.Single(), Does.Contain($"docker_env_vars.{name} is left out"));
    }

    [Test]
    public void What_the_manifest_says_of_the_hardware_gives_way_to_the_hardware() =>
        Assert.That((new Sample("""{"docker_env_vars": {"MAD_SYSTEM_NGPUS": "4"}}""") { Node = Sample.Gpus(GpuVendor.AMD, 8) })["MAD_SYSTEM_NGPUS"], Is.EqualTo("8"));

    [Test]
    public void Where_everything_comes_from_can_be_shown_but_no_secret()
    {
        var sample = new Sample(
            """{"docker_env_vars": {"HF_TOKEN": {"fromEnv": "MAD_SECRETS_HFTOKEN"}, "NCCL_DEBUG": "WARN", "LINES": "a\nb"}, "docker_mounts": {"/data": {"source": "/mnt/data", "readOnly": true}}}""",
            """{"env_vars": {"EPOCHS": "3"}}""",
            """{"docker_env_vars": {"NCCL_DEBUG": "INFO"}}""",
            """{"env_vars": {"BATCH": 8}}""")
        { Node = Sample.Gpus(GpuVendor.AMD, 8) };
        Approved.Matches("explained", string.Join('\n', EnvironmentText.Of(sample.With(("MAD_SECRETS_HFTOKEN", "hf_canary"), ("MASTER_PORT", "29500"), ("HIP_VISIBLE_DEVICES", "0")).Environment)) + "\n");
    }
}
