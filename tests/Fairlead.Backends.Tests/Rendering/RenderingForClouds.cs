using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Rendering.CloudJobs;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RenderingForClouds
{
    private const string Hostile = "a b'c\"d$HOME`id`;\\\n*";

    private static readonly ImmutableArray<(string Name, ResolvedJob Job)> Variants =
    [
        ("dgxcloud.direct", OnRunAi),
        ("dgxcloud.everything", (WithEverything(OnRunAi, "hf/token") with { Nodes = 4, GpusPerNode = 8, ProcessesPerNode = 8 }).With(
            ("custom_spec", Table(("priorityClass", "high"), ("compute", Table(("cpuCoreRequest", 16))), ("environmentVariables", new[] { Table(("name", "TEAM"), ("value", "lab7")) }))))),
        ("dgxcloud.ray", OnRunAi with { Launch = LaunchKind.Ray, Nodes = 2 }),
        ("dgxcloud.kuberay", (OnRunAi with { Launch = LaunchKind.Ray, Nodes = 2, GpusPerNode = 8 }).With(("ray_backend", "kuberay"), ("ray_version", "2.48.0"))),
        ("lepton.direct", OnLepton),
        ("lepton.everything", (WithEverything(OnLepton, "hf-token") with { Nodes = 4, GpusPerNode = 8, ProcessesPerNode = 8 }).With(
            ("node_group", "ng-a"), ("node_reservation", "res-1"), ("queue_priority", "high-7000"), ("can_preempt", true), ("pre_launch_commands", new[] { "umask 022" }))),
        ("lepton.ray", (OnLepton with { Launch = LaunchKind.Ray, Nodes = 2, GpusPerNode = 8, Mounts = [.. OnLepton.Mounts, Git(Megatron), Git(Bridge)] }).With(
            ("ray_version", "2.48.0"), ("head_resource_shape", "cpu.large"))),
    ];

    private static IEnumerable<string> Cases() => Variants.Select(variant => variant.Name);

    [TestCaseSource(nameof(Cases))]
    public void The_script_of_a_pod_is_as_approved(string variant) =>
        Approved.Matches($"{variant}.pod.sh", RequestOf(variant).Files["pod.sh"]);

    // The bootstrap is the same everywhere, and has tests of its own.
    [TestCaseSource(nameof(Cases))]
    public void What_the_platform_is_told_is_as_approved(string variant)
    {
        var text = CanonicalJson.Write(JsonSerializer.SerializeToNode(RequestOf(variant).Part, RequestOf(variant).Part!.Format), indented: true) + "\n";
        var bootstrap = new[] { PodBootstrap.Script, ShellWord.Quote(PodBootstrap.Script) }.Select(script => CanonicalJson.Write(JsonValue.Create(script)));
        Approved.Matches($"{variant}.part", bootstrap.Aggregate(text, (before, script) => before.Replace(script, "\"(bootstrap)\"", StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_request_reads_back_from_its_text_with_the_same_key(string variant)
    {
        var request = RequestOf(variant);
        Assert.That(Known.Read(JobRequestJson.Write(request)).Key, Is.EqualTo(request.Key));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task The_script_is_clean_for_shells_and_for_shellcheck(string variant)
    {
        Service.Require("shellcheck");
        var script = RequestOf(variant).Files["pod.sh"];
        foreach (var (program, arguments) in new[] { ("dash", new[] { "-n" }), ("bash", ["-n"]), ("shellcheck", ["--shell=sh", "--exclude=SC2016,SC2317", "-"]) })
        {
            var result = await ChildProcess.RunAsync(program, arguments, input: script);
            Assert.That(result.Succeeded, Is.True, $"{program}: {result.Output}{result.Error}");
        }
    }

    [TestCase("dgxcloud.everything")]
    [TestCase("lepton.everything")]
    public void The_users_variables_are_exported_by_the_script_and_sent_nowhere_else(string variant)
    {
        var request = RequestOf(variant);
        Assert.That(request.Files["pod.sh"], Does.Contain($"export HOSTILE={ShellWord.Quote(Hostile)}"));
        Assert.That(request.PartAs<CloudPart>().Spec, Does.Not.Contain("HOSTILE"));
    }

    [Test]
    public void Two_git_mounts_are_provided_at_their_targets_on_both_clouds_and_on_their_Ray_clusters([Values("dgxcloud", "lepton", "dgxcloud ray")] string where)
    {
        var job = where.StartsWith("dgxcloud", StringComparison.Ordinal) ? OnRunAi : OnLepton;
        var request = CloudJobs.Render(job with { Mounts = [.. job.Mounts, Git(Megatron), Git(Bridge)], Nodes = 2, Launch = where.EndsWith("ray", StringComparison.Ordinal) ? LaunchKind.Ray : LaunchKind.Direct });
        Assert.That(request.Files["pod.sh"].Split('\n').Where(line => line.StartsWith("provide ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"provide {Megatron.Repository} {Megatron.Commit} {Megatron.Target} git.test/nv/Megatron-LM/{Megatron.Commit}",
            $"provide {Bridge.Repository} {Bridge.Commit} {Bridge.Target} git.test/nv/bridge/{Bridge.Commit}",
        }));
        Assert.That(request.PartAs<CloudPart>().Commits, Has.Length.EqualTo(2));
    }

    [Test]
    public void Pods_of_a_Ray_cluster_of_Leptons_have_the_checkouts_mounted_by_the_platform()
    {
        var spec = JsonNode.Parse(RequestOf("lepton.ray").PartAs<CloudPart>().Spec)!;
        foreach (var group in new[] { spec["head_group_spec"]!, spec["worker_group_specs"]![0]! })
        {
            Assert.That(group["mounts"]!.AsArray().Select(mount => $"{mount!["from"]}:{mount["path"]} at {mount["mount_path"]}"), Is.EqualTo(new[]
            {
                "node-nfs:lab7:/ at /vol/lab7",
                $"node-nfs:lab7:/jobs/git-cache/git.test/nv/Megatron-LM/{Megatron.Commit} at /opt/Megatron-LM",
                $"node-nfs:lab7:/jobs/git-cache/git.test/nv/bridge/{Bridge.Commit} at /opt/bridge",
            }));
        }
    }

    [Test]
    public void Without_GPUs_none_are_asked_for_and_there_is_one_rank()
    {
        var job = OnRunAi with { GpusPerNode = 0, ProcessesPerNode = 1, Launch = LaunchKind.Torchrun };
        var request = CloudJobs.Render(job);
        Assert.That(request.PartAs<CloudPart>().Spec, Does.Contain("\"gpuDevicesRequest\":0"));
        Assert.That(request.Files["pod.sh"], Does.Contain("--nproc_per_node 1"));
        Assert.That(CloudJobs.Render(OnLepton with { GpusPerNode = 0 }).PartAs<CloudPart>().Spec, Does.Contain("\"resource_shape\":\"cpu.small\""));
    }

    [TestCase("command", "run_command")]
    [TestCase("image", "container_image")]
    [TestCase("numWorkers", "nodes")]
    public void A_custom_spec_cannot_replace_what_another_setting_decides(string key, string setting) =>
        Assert.That(Refusal(OnRunAi.With(("custom_spec", Table((key, "x"))))), Does.Contain($"'{key}'").And.Contain($"use {setting}"));

    [Test]
    public void A_custom_spec_is_laid_over_everything_else_table_by_table()
    {
        var spec = JsonNode.Parse(RequestOf("dgxcloud.everything").PartAs<CloudPart>().Spec)!;
        Assert.Multiple(() =>
        {
            Assert.That(spec["compute"]!.ToJsonString(), Is.EqualTo("""{"cpuCoreRequest":16,"gpuDevicesRequest":8,"largeShmRequest":true}"""));
            Assert.That(spec["environmentVariables"]!.AsArray().Select(variable => (string)variable!["name"]!), Is.EqualTo(new[] { "HF_TOKEN", "TEAM" }));
            Assert.That((string)spec["priorityClass"]!, Is.EqualTo("high"));
        });
    }

    [Test]
    public void A_secret_that_would_be_sent_in_plain_is_refused_with_both_ways_out([Values] bool onLepton)
    {
        var job = onLepton ? OnLepton : OnRunAi;
        var secret = job with { Secrets = job.Secrets.Add("HF_TOKEN", new("env", "MY_TOKEN")) };
        Assert.That(Refusal(secret), Does.Contain("HF_TOKEN").And.Contain("env:MY_TOKEN").And.Contain("secret_vars.HF_TOKEN").And.Contain("allow_plain_secrets"));
        var allowed = CloudJobs.Render(secret.With(("allow_plain_secrets", true)));
        Assert.That(allowed.PartAs<CloudPart>().PlainSecrets, Is.True);
        Assert.That(allowed.PartAs<CloudPart>().Spec, Does.Not.Contain("HF_TOKEN"));
    }

    [TestCase("token", "<secret>/<key>")]
    public void A_secret_of_run_ai_is_named_with_its_key(string name, string expected) =>
        Assert.That(Refusal(OnRunAi with { Secrets = OnRunAi.Secrets.Add("HF_TOKEN", new("secret", name)) }), Does.Contain(expected));

    [TestCase("base_url", "http://runai.test/api/v1", "https")]
    [TestCase("base_url", "runai.test", "https://host/path")]
    [TestCase("distributed_framework", "Horovod", "PyTorch, MPI")]
    [TestCase("ray_backend", "slurm", "workload, kuberay")]
    [TestCase("transport", "pigeon", "auto, environment, volume")]
    [TestCase("pvc_nemo_run_dir", "jobs", "absolute path")]
    [TestCase("client_secret", "hunter2", "reference")]
    public void A_value_that_cannot_be_meant_is_refused_with_what_can(string key, string value, string expected)
    {
        var message = Refusal(OnRunAi.With((key, value)));
        Assert.That(message, Does.Contain($"'{key}'").And.Contain(expected));
    }

    [Test]
    public void GPUs_on_Lepton_need_a_shape() =>
        Assert.That(Refusal((OnLepton with { GpusPerNode = 8 }).With(("resource_shape", ""))), Does.Contain("8 GPUs").And.Contain("resource_shape"));

    [Test]
    public void A_job_directory_outside_every_mount_is_refused() =>
        Assert.That(Refusal(OnLepton.With(("nemo_run_dir", "/elsewhere"))), Does.Contain("'nemo_run_dir'").And.Contain("mounts"));

    private static ResolvedJob WithEverything(ResolvedJob job, string secret) => (job with
    {
        Launch = LaunchKind.Torchrun,
        Mounts = [.. job.Mounts, Git(Megatron), Git(Bridge)],
        StartupCommands = ["umask 027", "echo \"prepared $RANK\""],
        Environment = job.Environment.Add("HOSTILE", Hostile).Add("LR", "1e-4"),
        Secrets = job.Secrets.Add("HF_TOKEN", new("secret", secret)),
        ScriptArguments = ["--note", Hostile],
    }).With(("pip_extras", new[] { "rich", "typer>=0.12" }), ("image_pull_secrets", new[] { "ngc" }));

    private static JobRequest RequestOf(string variant) => CloudJobs.Render(Variants.Single(pair => pair.Name == variant).Job);
}
