using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed partial class EndingRuns
{
    private static readonly string[] Long = ["--target=SubmitSft", "--set=env.nodes=2", "--set=env.nprocs_per_node=2", "--set=train.steps=1000000"];
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task An_interrupted_launcher_takes_all_four_ranks_with_it()
    {
        using var launcher = workplace.StartInTheForeground(Long);
        await SeeAllRanksAsync(launcher.StandardError);
        Assert.That(workplace.Processes(), Has.Count.GreaterThanOrEqualTo(5));
        await ChildProcess.RunAsync("kill", ["-INT", $"{launcher.Id}"]);
        await launcher.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        Assert.That(workplace.Processes(), Is.Empty);
        Assert.That((ExitCode)launcher.ExitCode, Is.EqualTo(ExitCode.Cancelled));
    }

    [Test]
    public async Task A_detached_job_outlives_its_launcher_and_Cancel_ends_every_rank()
    {
        var launched = await workplace.SucceedAsync([.. Long, "--detach"]);
        var run = RunId().Match(launched.Output).Groups[1].Value;
        Assert.That(() => workplace.Processes().Count, Is.GreaterThanOrEqualTo(5).After(10_000, 50));
        Assert.That((await workplace.SucceedAsync("--target=Status", $"--run={run}")).Output, Does.Contain("running"));

        var cancelled = await workplace.SucceedAsync("--target=Cancel", $"--run={run}");
        Assert.That(cancelled.Output, Does.Contain("cancelled"));
        Assert.That(workplace.Processes(), Is.Empty);
        await workplace.SucceedAsync("--target=Cancel", $"--run={run}");
        await workplace.FailAsync(ExitCode.Cancelled, "--target=Logs", $"--run={run}", "--follow");
    }

    [Test]
    public async Task A_killed_launcher_leaves_a_job_that_the_next_one_adopts()
    {
        using (var launcher = workplace.Start(Long))
        {
            await SeeAllRanksAsync(launcher.StandardError);
            launcher.Kill();
            await launcher.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        }

        Assert.That(workplace.Processes(), Is.Not.Empty);
        var adopted = await workplace.SucceedAsync([.. Long, "--detach"]);
        Assert.That(StageLines.In(adopted.Error), Does.Contain("hit submit nano3/sft"));
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_cancelled_before_its_start_stays_so_until_it_is_resubmitted()
    {
        string[] quick = ["--target=SubmitSft", "--set=train.steps=10"];
        await workplace.SucceedAsync(quick);
        var folder = Directory.EnumerateDirectories(workplace.Runs, "nano3-sft-*").Single();
        ForgetAllButTheIntent(folder);

        await workplace.SucceedAsync("--target=Cancel");
        await workplace.SucceedAsync("--target=Collect");
        await workplace.FailAsync(ExitCode.Cancelled, quick);
        await workplace.SucceedAsync([.. quick, "--resubmit"]);
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(2));
    }

    // As a launcher leaves it that dies right after it has recorded what it is about to do.
    private static void ForgetAllButTheIntent(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
            Directory.Delete(inner, recursive: true);
        var path = Path.Combine(folder, "run.json");
        var record = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (var name in (string[])["backend_id", "submitted", "final"])
            record.Remove(name);
        File.WriteAllText(path, record.ToJsonString());
    }

    private static async Task SeeAllRanksAsync(StreamReader error)
    {
        var unseen = new HashSet<string> { "[rank 0]", "[rank 1]", "[rank 2]", "[rank 3]" };
        while (unseen.Count > 0)
        {
            var line = await error.ReadLineAsync(TestContext.CurrentContext.CancellationToken);
            Assert.That(line, Is.Not.Null, "the launcher ended before all ranks had spoken");
            unseen.RemoveWhere(rank => line!.StartsWith(rank, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("run (nano3-sft-[0-9a-f]+)")]
    private static partial Regex RunId();
}
