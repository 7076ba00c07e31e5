using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

public sealed partial class TrainingOnACluster
{
    private const string PythonWithTorch = "/usr/bin/python3";
    private ClusterWorkplace place = null!;

    [SetUp]
    public async Task OpenAsync() => place = await ClusterWorkplace.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await place.DisposeAsync();

    [Test]
    public async Task Four_ranks_train_and_the_collected_loss_is_the_one_they_logged([Values("hpc", "openssh", "login")] string profile, [Values(2, 4)] int nodes)
    {
        string[] job = [$"--profile={profile}", $"--set=env.nodes={nodes}", $"--set=env.nprocs_per_node={4 / nodes}"];
        var submitted = await place.User.SucceedAsync(["--target=SubmitSft", "--attach", .. job]);
        Assert.That(submitted.Output, Does.Match(@"loss \d+\.\d+ -> \d+\.\d+ over 4 ranks\nrun nano3-sft-[0-9a-f]{12} succeeded"));
        await RequireLoggedLossAsync(ranks: 4);

        var again = await place.User.SucceedAsync(["--target=SubmitSft", "--attach", .. job]);
        Assert.That(StageLines.In(again.Error), Is.Not.Empty.And.All.StartWith("hit"));
        Assert.That(again.Output, Is.EqualTo(submitted.Output));
    }

    [Test]
    public async Task No_ssh_on_PATH_is_missed()
    {
        var programs = Directory.CreateDirectory(Path.Combine(place.User.Path, "programs")).FullName;
        foreach (var program in Directory.EnumerateFiles("/usr/bin").Where(file => Path.GetFileName(file) is not ("ssh" or "sftp" or "scp")))
            File.CreateSymbolicLink(Path.Combine(programs, Path.GetFileName(program)), program);
        place.User.Environment["PATH"] = $"{programs}:{Path.GetDirectoryName(Environment.ProcessPath)}";
        var submitted = await place.User.SucceedAsync("--target=SubmitSft", "--attach", "--profile=hpc", "--set=env.nprocs_per_node=2");
        Assert.That(submitted.Error, Does.Contain("built-in SSH: there is no ssh on PATH"));
        await RequireLoggedLossAsync(ranks: 2);
        await place.User.SucceedAsync("--target=Doctor", "--profile=hpc");
        var other = await place.User.FailAsync(ExitCode.StageFailed, "--target=SubmitSft", "--profile=openssh", "--set=env.nprocs_per_node=2", "--resubmit");
        Assert.That(other, Does.Contain("ssh"));
    }

    [Test]
    public async Task Torchrun_trains_a_GPT_on_two_nodes([Values("hpc", "openssh", "login")] string profile)
    {
        Service.Require((await ChildProcess.RunAsync(PythonWithTorch, ["-c", "import torch"])).Succeeded, "PyTorch is not installed");
        await place.User.SucceedAsync([
            "--target=SubmitSft",
            "--attach",
            $"--profile={profile}",
            "--set=env.nodes=2",
            "--set=env.gpus_per_node=0",
            "--set=env.nprocs_per_node=1",
            .. SmallGpt.Settings,
        ]);
        await RequireLoggedLossAsync(ranks: 2);
        var nodes = (await place.User.SucceedAsync("--target=Logs")).Output;
        Assert.That(nodes, Does.Contain("[node 0]").And.Contain("[node 1]"));
    }

    [Test]
    public async Task One_env_toml_serves_all_stages()
    {
        await place.User.SucceedAsync("--target=Validate");
        foreach (var recipe in new[] { "nano3/pretrain", "nano3/sft", "super3/sft" })
        {
            var request = JsonNode.Parse((await place.User.SucceedAsync("--target=Render", $"--recipe={recipe}", "--profile=hpc")).Output)!;
            Assert.That(request["files"]!["job.sbatch"]!.GetValue<string>(), Does.Contain("#SBATCH --partition=main\n"), recipe);
        }
    }

    private async Task RequireLoggedLossAsync(int ranks)
    {
        var run = (await place.RunsOfAsync("nano3/sft"))[^1]["run"]!.GetValue<string>();
        var collected = JsonNode.Parse((await place.User.SucceedAsync("--target=Collect", $"--run={run}", "--json")).Output)!["results"]!.AsArray();
        Assert.That(collected, Has.Count.EqualTo(ranks));
        var log = (await place.User.SucceedAsync("--target=Logs", $"--run={run}")).Output;
        var logged = FinalLoss().Matches(log).Select(match => Number(match.Groups[1].Value)).ToList();
        Assert.That(logged, Is.Not.Empty, log);
        Assert.That(collected.Select(row => Number(row!["loss_last"]!.GetValue<string>())), Is.All.EqualTo(logged[0]).Within(0.0006));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"loss \d+\.\d+ -> (\d+\.\d+) \(x")]
    private static partial Regex FinalLoss();
}
