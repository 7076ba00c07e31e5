using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs.Requests;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RenderingForSlurm
{
    private const string Hostile = "a b'c\"d$HOME`id`;\\\n*";

    private static readonly ImmutableArray<(string Name, RenderInputs Inputs)> Variants =
    [
        ("direct", Inputs(Plain)),
        ("torchrun", Inputs(Plain with { Launch = LaunchKind.Torchrun, LauncherArguments = ["--redirects", "1", "--tee", "1"] }) with { Attached = true }),
        ("container", Inputs((Plain with
        {
            ContainerImage = Image,
            Mounts = [Host("/shared", "/shared"), Git(Megatron), Host("/home/me/data", "/data", "ro"), Git(Bridge)],
            Recipe = Plain.Recipe with { Checkpoints = true },
            RunCommand = "exec nice {script} --config {config}",
            StartupCommands = ["umask 027", "echo \"prepared $RANK\""],
            Environment = Plain.Environment.Add("HOSTILE", Hostile).Add("LR", "1e-4"),
            Secrets = Plain.Secrets.Add("HF_TOKEN", new("env", "HF_TOKEN")).Add("WANDB_API_KEY", new("env", "WANDB_API_KEY")),
            ScriptArguments = ["--note", Hostile],
        }).With(("lustre_mount", "/lustre:/lustre"), ("cpus_per_task", 12), ("setup_lines", "module load cuda\nulimit -l unlimited\n")))),
        ("preparation", Inputs((Plain with { Nodes = 1, GpusPerNode = 0, ProcessesPerNode = 1, Secrets = Plain.Secrets.Add("HF_TOKEN", new("env", "HF_TOKEN")) })
            .With(("cpus_per_task", 32), ("mem", "0"))) with { Publishes = new PinnedArtifact("nano3-sft-data", Digest.Of("prepared")) }),
        ("array", Inputs((Plain with { Secrets = Plain.Secrets.Add("HF_TOKEN", new("env", "HF_TOKEN")) }).With(("array", "0-3%2")))),
        ("het-groups", Inputs(Plain.With(
            ("cpus_per_task", 12),
            ("het_groups", new[] { Table(("nodes", 3), ("partition", "cpu"), ("gpus_per_node", 0), ("cpus_per_task", 4), ("mem", "64G")), Table(("nodes", 1), ("constraint", "a100|h100")) })))),
        ("extra-sbatch", Inputs(Plain.With(
            ("qos", "high"),
            ("constraint", "h100&ib"),
            ("gres", "gpu:h100:8"),
            ("exclude", "n[13-15]"),
            ("exclusive", true),
            ("extra_sbatch", new[] { "--reservation=the weekly one", "time=1-00:00:00", "--hold", "requeue", "signal=TERM@300" })))),
        ("ray", Inputs((Plain with { Nodes = 12, Launch = LaunchKind.Ray, ContainerImage = Image, StartupCommands = ["umask 027"] })
            .With(("pre_ray_start_commands", new[] { "umask 007", "export RAY_CGRAPH_get_timeout=300" }), ("lustre_mount", "")))),
        ("without-gpus", Inputs(Plain with { Nodes = 1, GpusPerNode = null, ProcessesPerNode = 1 })),
    ];

    private static IEnumerable<string> Cases() => Variants.Select(variant => variant.Name);

    [TestCaseSource(nameof(Cases))]
    public void The_batch_script_is_as_approved(string variant) =>
        Approved.Matches($"slurm.{variant}.job.sbatch", FileOf(variant, "job.sbatch"));

    [TestCaseSource(nameof(Cases))]
    public void The_script_of_a_rank_is_as_approved(string variant) =>
        Approved.Matches($"slurm.{variant}.rank.sh", FileOf(variant, "rank.sh"));

    // SC2016 warns of dollar signs in single quotes, which are what quoting is for; SC2317 of functions that only a trap calls.
    [TestCaseSource(nameof(Cases))]
    public async Task Both_scripts_are_clean_for_their_shells_and_for_shellcheck(string variant)
    {
        Service.Require("shellcheck");
        foreach (var (file, shell) in new[] { ("job.sbatch", "bash"), ("rank.sh", "sh") })
        {
            var script = FileOf(variant, file);
            foreach (var (program, arguments) in new[] { (shell, new[] { "-n" }), ("shellcheck", [$"--shell={shell}", "--exclude=SC2016,SC2317", "-"]) })
            {
                var result = await ChildProcess.RunAsync(program, arguments, input: script);
                Assert.That(result.Succeeded, Is.True, $"{program} {file}: {result.Output}{result.Error}");
            }
        }
    }

    private static string FileOf(string variant, string name) =>
        Known.Render(Variants.Single(pair => pair.Name == variant).Inputs).Files[name];
}
