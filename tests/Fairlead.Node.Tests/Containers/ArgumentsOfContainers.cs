using Fairlead.Node.Containers;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Topology;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Containers;

public sealed class ArgumentsOfContainers
{
    private const string Card = """{"scripts": "scripts/alpha/run.sh", "args": "--steps 200", "n_gpus": "-1", "multiple_results": "perf_alpha.csv", "distributed": {"launcher": "torchrun"}}""";

    [TestCase("AMD", 1, "")]
    [TestCase("AMD", 8, "")]
    [TestCase("AMD", 8, "0,2-3")]
    [TestCase("NVIDIA", 1, "")]
    [TestCase("NVIDIA", 8, "")]
    [TestCase("NVIDIA", 8, "0,2-3")]
    public void Each_vendor_has_its_own(string vendor, int count, string list)
    {
        var sample = new Sample($$"""{"docker_gpus": "{{list}}", "docker_env_vars": {"NCCL_DEBUG": "WARN"}, "docker_mounts": {"/datasets": "/mnt/datasets"}, "docker_cpus": "0-15"}""", Card) { Node = Sample.Gpus(Enum.Parse<GpuVendor>(vendor), count) };
        var text = PlanBench.Text(PlanBench.Plan(sample, Sample.Topology(1, 2)));
        Assert.That(text, Does.Not.Contain(",\"\n").And.Not.Contain(",\n"));
        Approved.Matches($"{vendor}-{count}{(list.Length == 0 ? "" : $"-{list}")}", text);
    }

    [Test]
    public void Without_a_GPU_it_is_the_jobs_own_user() =>
        Approved.Matches("no-gpu", PlanBench.Text(PlanBench.Plan(new Sample(Card: """{"scripts": "scripts/alpha/run.sh"}"""))));

    [Test]
    public void Podman_names_the_devices_of_its_registry() =>
        Assert.That(PlanBench.Plan(new Sample(Card: Card) { Node = Sample.Gpus(GpuVendor.NVIDIA, 2) }, client: "podman").Plan.Gpus, Does.Contain("--device=nvidia.com/gpu=0").And.Contain("--device=nvidia.com/gpu=1").And.None.Contain("--gpus"));

    [Test]
    public void No_value_of_a_variable_is_an_argument_but_those_that_would_steer_the_client()
    {
        var planned = PlanBench.Plan(new Sample("""{"docker_env_vars": {"HF_TOKEN": "${MAD_SECRETS_HFTOKEN}", "LINES": "a\nb", "DOCKER_HOST": "inside", "PATH": "/opt/bin"}}""", Card).With(("MAD_SECRETS_HFTOKEN", "hf_canary_4711")));
        var arguments = ContainerArguments.Of(planned.Plan);
        Assert.That(string.Join(' ', arguments), Does.Not.Contain("canary").And.Not.Contain("a\nb"));
        Assert.That(arguments, Does.Contain("--env=HF_TOKEN").And.Contain("--env=LINES").And.Contain("--env=DOCKER_HOST=inside").And.Contain("--env=PATH=/opt/bin"));
        var inherited = ContainerArguments.Inherited(planned.Plan);
        Assert.That((inherited["HF_TOKEN"], inherited["LINES"]), Is.EqualTo(("hf_canary_4711", "a\nb")));
        Assert.That(inherited.Keys, Has.No.Member("DOCKER_HOST").And.No.Member("PATH"));
        Assert.Throws<FairleadException>(() => ContainerArguments.Inherited(PlanBench.Plan(new Sample("""{"docker_env_vars": {"DOCKER_AUTH_CONFIG": "x"}}""", Card)).Plan));
    }

    [Test]
    public void What_is_hostile_arrives_as_data()
    {
        const string Hostile = "a b'c\"d$(e)`f`;g\nh&&i|j>k*";
        var quoted = Hostile.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var sample = new Sample(
            $$"""{"docker_env_vars": {"ODD": "{{quoted}}"}, "docker_mounts": {"/x{{quoted}}": "/mnt/{{quoted}}"} }""",
            $$"""{"name": "{{quoted}}", "scripts": "scripts/alpha/run.sh", "args": "'a b' \"c;d\" $(e) `f`"}""");
        var planned = PlanBench.Plan(sample, script: "scripts/alpha/run.sh");
        var arguments = ContainerArguments.Of(planned.Plan);
        Assert.That(ContainerArguments.Inherited(planned.Plan)["ODD"], Is.EqualTo(Hostile));
        Assert.That(ContainerArguments.Inherited(planned.Plan)["MAD_MODEL_NAME"], Is.EqualTo(Hostile));
        Assert.That(CsvField.Split(arguments.Single(word => word.Contains("target=/x", StringComparison.Ordinal))["--mount=".Length..]), Is.EqualTo(new[] { "type=bind", $"source=/mnt/{Hostile}", $"target=/x{Hostile}" }));
        Assert.That(arguments.TakeLast(6), Is.EqualTo(new[] { "bash", "./run.sh", "a b", "c;d", "$(e)", "`f`" }));
    }

    [Test]
    public void Two_jobs_two_ranks_and_two_models_have_different_names()
    {
        var names = new[]
        {
            Name(Sample.Topology()), Name(Sample.Topology() with { Job = "4712" }), Name(Sample.Topology(1, 2)), Name(Sample.Topology() with { Attempt = 1 }), Name(Sample.Topology(), folder: "/other"),
            Name(Sample.Topology(), "beta"), Name(Sample.Topology(), "a/b"), Name(Sample.Topology(), "a_b"),
        };
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Match("^[a-z0-9][a-z0-9-]+$"));
        Assert.That(names[0], Does.StartWith("fairlead-4711-0-0-").And.EndWith("-alpha"));

        static string Name(JobTopology topology, string model = "alpha", string folder = "/job") => ContainerName.Of(topology, folder, model);
    }

    [TestCase("--network=none", "--network")]
    [TestCase("--ipc private", "--ipc")]
    public void An_option_of_the_card_takes_the_place_of_ours(string options, string name)
    {
        var arguments = ContainerArguments.Of(PlanBench.Plan(new Sample(Card: $$"""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "{{options}}"}""")).Plan);
        Assert.That(arguments.Count(word => word.StartsWith(name, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("scripts/alpha/run.sh", "bash ./run.sh")]
    [TestCase("scripts/alpha/train.py", "python3 ./train.py")]
    [TestCase("scripts/alpha", "bash ./run.sh")]
    public void A_script_is_run_by_its_kind_in_its_folder(string scripts, string expected)
    {
        var planned = PlanBench.Plan(new Sample(Card: $$"""{"scripts": "{{scripts}}"}"""), script: scripts.EndsWith("alpha", StringComparison.Ordinal) ? $"{scripts}/run.sh" : scripts);
        Assert.That(string.Join(' ', planned.Command.Phases.Single().Words), Is.EqualTo(expected));
        Assert.That(planned.Plan.WorkFolder, Is.EqualTo("/myworkspace/scripts/alpha"));
    }

    [Test]
    public void Scripts_before_and_after_are_phases_of_their_own()
    {
        var planned = PlanBench.Plan(new Sample("""{"pre_scripts": [{"path": "scripts/pre.sh", "args": "--a 'b c'"}], "encapsulate_script": "rocprof --stats"}""", """{"scripts": "scripts/alpha/run.sh", "args": "1"}""", """{"model_args": "2"}"""));
        Assert.That(planned.Plan.Command, Is.EqualTo(new[] { "sh", "/fairlead/phases.sh", PlanBench.Mark, "pre-script", "4", "bash", "/myworkspace/scripts/pre.sh", "--a", "b c", "model", "5", "rocprof", "--stats", "bash", "./run.sh", "2" }));
    }

    [TestCase("""{"scripts": "../run.sh"}""", "expected a path in the working folder, found '../run.sh'")]
    [TestCase("""{"scripts": "/run.sh"}""", "expected a path in the working folder, found '/run.sh'")]
    [TestCase("""{"scripts": "scripts/none.sh"}""", "found no 'scripts/none.sh'")]
    [TestCase("{}", "names no scripts")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "args": "'"}""", "a quote that is not closed")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "url": "https://example.net/x.git"}""", "cloned when they run")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "--name=mine"}""", "cannot set --name")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "-v '/a:/b"}""", "a quote that is not closed")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "--privileged busybox"}""", "found 'busybox'")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "distributed": {"launcher": "torchrn"}}""", "Did you mean 'torchrun'")]
    [TestCase("""{"scripts": "scripts/alpha/run.sh", "distributed": {"port": 70000}}""", "distributed.port: expected a whole number from 1 to 65535, found '70000'")]
    public void What_cannot_be_done_is_refused_by_its_place(string card, string expected) =>
        Assert.That(Assert.Throws<FairleadException>(() => PlanBench.Plan(new Sample(Card: card)))!.Problem, Does.Contain(expected));
}
