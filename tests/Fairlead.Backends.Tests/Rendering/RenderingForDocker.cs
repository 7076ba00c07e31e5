using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs.Requests;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Rendering.DockerJobs;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RenderingForDocker
{
    private const string Hostile = "a b'c\"d$HOME`id`;\\\n*";

    private static readonly ImmutableArray<(string Name, RenderInputs Inputs)> Variants =
    [
        ("direct", DockerJobs.Inputs(DockerJobs.Plain)),
        ("torchrun", DockerJobs.Inputs(DockerJobs.Plain with { Nodes = 2, GpusPerNode = 8, ProcessesPerNode = 8, Launch = LaunchKind.Torchrun, LauncherArguments = ["--tee", "1"] })),
        ("everything", DockerJobs.Inputs((DockerJobs.Plain with
        {
            Nodes = 2,
            GpusPerNode = 3,
            Mounts = [Host("/home/me/data", "/data", "ro"), Host("/home/me/a,\"b\"", "/odd"), Host("/home/me/labelled", "/labelled", "ro,z")],
            RunCommand = "exec nice {script} --config {config}",
            StartupCommands = ["umask 027", "echo \"prepared $RANK\""],
            Environment = DockerJobs.Plain.Environment.Add("HOSTILE", Hostile).Add("LR", "1e-4"),
            Secrets = DockerJobs.Plain.Secrets.Add("HF_TOKEN", new("env", "HF_TOKEN")).Add("WANDB_API_KEY", new("env", "WANDB_API_KEY")),
            ScriptArguments = ["--note", Hostile],
        }).With(
            ("container_client", "podman"),
            ("container_user", "1000:1000"),
            ("network", "training"),
            ("gpu_devices", "0,2-3"),
            ("runtime", "nvidia"),
            ("ipc_mode", "host"),
            ("shm_size", "16g"),
            ("ulimits", new[] { "memlock=-1", "nofile=1024:4096" }),
            ("docker_args", new[] { "--memory=64g", "-v", "/scratch:/scratch", "--privileged", "--env", Hostile }))) with
        {
            ImageName = "fairlead/nano3-sft:0123456789ab",
            ImageKey = Digest.Of("build"),
        }),
    ];

    private static IEnumerable<string> Cases() => Variants.Select(variant => variant.Name);

    [TestCaseSource(nameof(Cases))]
    public void The_script_of_a_node_is_as_approved(string variant) =>
        Approved.Matches($"docker.{variant}.launch.sh", RequestOf(variant).Files["launch.sh"]);

    [TestCaseSource(nameof(Cases))]
    public void What_the_engine_is_told_is_as_approved(string variant) =>
        Approved.Matches($"docker.{variant}.part", CanonicalJson.Write(JsonSerializer.SerializeToNode(RequestOf(variant).Part, RequestOf(variant).Part!.Format), indented: true) + "\n");

    [TestCaseSource(nameof(Cases))]
    public void A_request_reads_back_from_its_text_with_the_same_key(string variant)
    {
        var request = RequestOf(variant);
        Assert.That(Known.Read(JobRequestJson.Write(request)).Key, Is.EqualTo(request.Key));
    }

    // SC2016 warns of dollar signs in single quotes: they are what quoting is for.
    [TestCaseSource(nameof(Cases))]
    public async Task The_script_is_clean_for_shells_and_for_shellcheck(string variant)
    {
        Service.Require("shellcheck");
        var script = RequestOf(variant).Files["launch.sh"];
        foreach (var (program, arguments) in new[] { ("dash", new[] { "-n" }), ("bash", ["-n"]), ("shellcheck", ["--shell=sh", "--exclude=SC2016", "-"]) })
        {
            var result = await ChildProcess.RunAsync(program, arguments, input: script);
            Assert.That(result.Succeeded, Is.True, $"{program}: {result.Output}{result.Error}");
        }
    }

    [Test]
    public void An_image_that_was_built_counts_before_the_one_that_is_named() =>
        Assert.That(RequestOf("everything").PartAs<DockerPart>().Image, Is.EqualTo("fairlead/nano3-sft:0123456789ab"));

    [TestCase(null)]
    [TestCase("")]
    public void Without_any_image_both_ways_to_one_are_named(string? image) =>
        Assert.That(Refusal(DockerJobs.Plain with { ContainerImage = image }), Does.Contain("box").And.Contain("container_image").And.Contain("Dockerfile"));

    [Test]
    public void A_Ray_job_of_more_nodes_is_refused_with_the_way_out() =>
        Assert.That(Refusal(DockerJobs.Plain with { Launch = LaunchKind.Ray, Nodes = 2 }), Does.Contain("2 nodes").And.Contain("--set=env.nodes=1"));

    private static JobRequest RequestOf(string variant) => Known.Render(Variants.Single(pair => pair.Name == variant).Inputs);
}
