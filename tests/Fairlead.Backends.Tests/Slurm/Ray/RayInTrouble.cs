using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Ray;

/// <summary>Ray clusters that do not come or do not stay.</summary>
public sealed class RayInTrouble
{
    private RayJobs jobs = null!;

    [SetUp]
    public async Task OpenAsync() => jobs = await RayJobs.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await jobs.DisposeAsync();

    [TestCase("fail-0")]
    [TestCase("fail-1")]
    public async Task A_node_whose_first_attempts_fail_has_three_and_each_starts_from_nothing(string node)
    {
        jobs.Ask(node, "2");
        var run = await jobs.StartAsync("echo script", 2);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(jobs.Calls().Count(call => call.StartsWith($"{node[^1]} start ", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(jobs.Said(run), Does.Contain("attempt 2 of 3").And.Not.Contain("persisted"));
    }

    [TestCase(0, "the Ray head did not start")]
    [TestCase(1, "did not join the Ray head")]
    public async Task A_node_whose_attempts_all_fail_ends_the_job_and_says_so(int node, string reason)
    {
        jobs.Ask($"fail-{node}", "3");
        var run = await jobs.StartAsync("echo ran", 2);
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)1, (int?)node)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain(reason).And.Not.Contain("ran\n"));
        Assert.That(jobs.Ended(run), Does.StartWith($"node {node}, exit code 1: ").And.Contain(reason));
    }

    [Test]
    public async Task A_worker_that_dies_before_the_script_starts_ends_the_job_with_its_code()
    {
        jobs.Ask("join", "600");
        var run = await jobs.SubmitAsync(jobs.Job("echo ran", 3, job => job with { StartupCommands = ["[ \"$NODE_RANK\" != 2 ] || exit 5"] }));
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)5, (int?)2)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Not.Contain("ran\n"));
        await NothingIsLeftOfAsync(run);
    }

    [Test]
    public async Task A_node_whose_Ray_dies_while_the_script_runs_ends_the_job()
    {
        var run = await RunningAsync(3);
        jobs.Ask("die-2");
        var asked = DateTime.UtcNow;
        var status = await jobs.EndAsync(run);
        Assert.That(DateTime.UtcNow - asked, Is.LessThan(TimeSpan.FromSeconds(30)), "a bound against hangs");
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)1, (int?)2)), () => jobs.Said(run));
        Assert.That(jobs.Ended(run), Is.EqualTo("node 2, exit code 1: Ray ended before the script\n"));
        await NothingIsLeftOfAsync(run);
    }

    [Test]
    public async Task A_cluster_that_stays_incomplete_is_given_up_with_what_is_missing()
    {
        jobs.Ask("join-2", "600");
        var (request, payload) = jobs.Job("echo ran", 4, job => job with { StartupCommands = ["[ \"$NODE_RANK\" != 3 ] || sleep 600"] });
        request = request with { Files = request.Files.SetItem("rank.sh", request.Files["rank.sh"].Replace("1800", "5", StringComparison.Ordinal)) };
        var run = await jobs.SubmitAsync((request, payload));
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)1, (int?)0)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("2 of 4 worker units; nodes that did not start Ray: 3\n").And.Not.Contain("ran\n"));
        await NothingIsLeftOfAsync(run);
    }

    [TestCase("titles", "Total Usage:\nTotal Constraints:\nTotal Demands:")]
    [TestCase("titles", "Total Usage:\nFrom request_resources:\nPending Demands:")]
    [TestCase("noise", "2026-11-28 18:00:00 WARNING worker_units 7/99 are not what this line is about")]
    [TestCase("demand", "{'worker_units': 99.0}: 5+ pending tasks/actors")]
    public async Task Whatever_else_the_status_says_the_units_are_counted(string name, string value)
    {
        jobs.Ask(name, value);
        jobs.Ask("join-1", "2");
        var run = await jobs.StartAsync("ray status", 2);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("0.0/2.0 worker_units"));
    }

    [Test]
    public async Task A_status_that_says_nothing_of_units_is_no_number()
    {
        jobs.Ask("silent", "yes");
        var (request, payload) = jobs.Job("echo ran", 2);
        request = request with { Files = request.Files.SetItem("rank.sh", request.Files["rank.sh"].Replace("1800", "3", StringComparison.Ordinal)) };
        var run = await jobs.SubmitAsync((request, payload));
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Failed));
        Assert.That(jobs.Said(run), Does.Contain("has an unknown number of 2 worker units").And.Not.Contain("ran\n"));
    }

    [Test]
    public async Task Cancelled_while_the_script_runs_it_leaves_nothing()
    {
        var run = await RunningAsync(4);
        await jobs.CancelAsync(run);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        await NothingIsLeftOfAsync(run);
        Assert.That(jobs.Ended(run), Does.StartWith("node "));
    }

    [Test]
    public async Task Cancelled_while_nodes_wait_for_each_other_it_leaves_nothing()
    {
        jobs.Ask("join-1", "600");
        var run = await jobs.StartAsync("echo ran", 2);
        await Eventually.HoldsAsync("the head waits", () => Task.FromResult(jobs.Calls().Any(call => call.EndsWith(" status", StringComparison.Ordinal))));
        await jobs.CancelAsync(run);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        await NothingIsLeftOfAsync(run);
        Assert.That(jobs.Said(run), Does.Not.Contain("ran\n"));
    }

    [Test]
    public async Task Started_again_it_has_a_cluster_of_its_own_and_nothing_of_the_first()
    {
        var run = await jobs.SubmitAsync(jobs.Job(
            "[ ! -e ../output/again ] || exit 0; echo first; exec sleep 600", 2, job => job with { Recipe = job.Recipe with { Checkpoints = true } }));
        await Eventually.HoldsAsync("the script runs", () => Task.FromResult(jobs.Said(run).Contains("first\n", StringComparison.Ordinal)));
        File.WriteAllText(jobs.FileOf(run, "output/again"), "");
        var before = jobs.Meetings(run);
        await jobs.Cluster.SucceedAsync("scontrol", "requeue", run.BackendId!);
        await Eventually.HoldsAsync("the job waits again", async () => (await jobs.StatusAsync(run)).State == RunState.Queued);
        await jobs.Cluster.SucceedAsync("scontrol", "update", $"JobId={run.BackendId}", "StartTime=now+2"); // within the second of the kill its credential would count as revoked
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(before, Has.Count.EqualTo(1));
        Assert.That(jobs.Meetings(run), Has.Count.EqualTo(2).And.SupersetOf(before));
        Assert.That(jobs.Said(run).Split("Ray cluster of 2 nodes"), Has.Length.EqualTo(3));
        await NothingIsLeftOfAsync(run);
    }

    [TestCase(2)]
    [TestCase(4)]
    public async Task A_node_that_does_not_see_what_the_others_see_ends_the_job_and_is_named(int nodes)
    {
        var run = await jobs.SubmitAsync(jobs.Job("echo ran", nodes, job => job with
        {
            ExecutorSettings = job.ExecutorSettings.With("extra_sbatch", RayJobs.List("--hold", $"--nodelist=n[1-{nodes}]")),
        }));
        var meetings = Directory.CreateDirectory(jobs.FileOf(run, "state/ray")).FullName;
        await OnNode2Async("mount", "-t", "tmpfs", "none", meetings);
        try
        {
            await jobs.Cluster.SucceedAsync("scontrol", "release", run.BackendId!);
            var status = await jobs.EndAsync(run);
            Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)1, (int?)1)), () => jobs.Said(run));
            Assert.That(jobs.Said(run), Does.Contain("error: n2 does not see ").And.Not.Contain("ran\n"));
        }
        finally
        {
            await OnNode2Async("umount", meetings);
        }

        await NothingIsLeftOfAsync(run);
    }

    private Task OnNode2Async(params string[] command) =>
        jobs.Cluster.SucceedAsync("srun", ["--account=lab7", "--partition=main", "--nodelist=n2", "--chdir=/", .. command]);

    private async Task<Run> RunningAsync(int nodes)
    {
        var run = await jobs.StartAsync("exec sleep 600", nodes);
        await Eventually.HoldsAsync("the script runs", () => Task.FromResult(jobs.Said(run).Contains("Ray cluster of", StringComparison.Ordinal)));
        return run;
    }

    private async Task NothingIsLeftOfAsync(Run run)
    {
        await Eventually.HoldsAsync("all processes of the job have ended", () => Task.FromResult(jobs.ProcessesOf(run).Count == 0));
        Assert.That(jobs.Sessions(run), Is.Empty);
    }
}
