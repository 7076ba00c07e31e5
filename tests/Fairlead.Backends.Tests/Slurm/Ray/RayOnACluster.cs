using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Ray;

/// <summary>Ray clusters as they come, serve a script and go.</summary>
public sealed class RayOnACluster
{
    private RayJobs jobs = null!;

    [SetUp]
    public async Task OpenAsync() => jobs = await RayJobs.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await jobs.DisposeAsync();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public async Task The_script_runs_once_and_the_scheduler_is_asked_for_one_step_whatever_the_number_of_nodes(int nodes)
    {
        var run = await jobs.StartAsync("echo script on $NODE_RANK", nodes);
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode), Is.EqualTo((RunState.Succeeded, (int?)0)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("script on 0").And.Not.Contain("script on 1"));
        Assert.That(jobs.Steps(run), Is.EqualTo(1));
    }

    [Test]
    public async Task The_script_starts_when_the_units_of_all_nodes_are_there()
    {
        jobs.Ask("join-3", "3");
        var run = await jobs.StartAsync("ray status", 4);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("0.0/4.0 worker_units"));
    }

    [Test]
    public async Task Workers_start_Ray_once_and_only_after_the_head_is_there()
    {
        jobs.Ask("delay-0", "4");
        var run = await jobs.StartAsync("true", 3);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        var starts = jobs.Calls().Where(call => call.Contains(" start ", StringComparison.Ordinal)).Select(call => call[0]).ToArray();
        Assert.That(starts, Has.Length.EqualTo(3));
        Assert.That(starts[0], Is.EqualTo('0'));
    }

    [TestCase(7)]
    [TestCase(143)]
    public async Task The_exit_code_of_the_script_is_that_of_the_job(int code)
    {
        var run = await jobs.StartAsync($"exit {code}", 2);
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)code, (int?)0)), () => jobs.Said(run));
    }

    [Test]
    public async Task When_the_script_has_ended_nothing_of_Ray_is_left_on_any_node()
    {
        var run = await jobs.StartAsync("exit 3", 4);
        await jobs.EndAsync(run);
        await Eventually.HoldsAsync("all processes of the job have ended", () => Task.FromResult(jobs.ProcessesOf(run).Count == 0));
        Assert.That(jobs.Sessions(run), Is.Empty);
    }

    [Test]
    public async Task What_is_to_run_before_Ray_runs_on_every_node_and_shows_in_the_script()
    {
        var run = await jobs.SubmitAsync(jobs.Job("echo script has $GIVEN", 2, job => job with
        {
            StartupCommands = ["GIVEN=first", "export GIVEN"],
            ExecutorSettings = job.ExecutorSettings.With("pre_ray_start_commands", RayJobs.List("echo $NODE_RANK prepares after $GIVEN", "GIVEN=second")),
        }));
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("0 prepares after first").And.Contain("1 prepares after first").And.Contain("script has second"));
    }

    [Test]
    public async Task What_runs_before_Ray_and_fails_ends_the_job_with_a_reason()
    {
        var run = await jobs.SubmitAsync(jobs.Job("echo ran", 2, job => job with
        {
            ExecutorSettings = job.ExecutorSettings.With("pre_ray_start_commands", RayJobs.List("(exit $((NODE_RANK * 9)))")),
        }));
        var status = await jobs.EndAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)9, (int?)1)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("pre_ray_start_commands ended with exit code 9").And.Not.Contain("ran\n"));
    }

    [Test]
    public async Task The_script_sees_the_cluster_and_nothing_of_the_step()
    {
        var run = await jobs.StartAsync("env", 2);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Match("\nRAY_ADDRESS=[0-9.]+:[0-9]+\n").And.Not.Match("\n(SLURM|PMI)"));
    }

    [Test]
    public async Task A_warning_is_for_the_script_and_leaves_Ray_as_it_is()
    {
        var run = await jobs.StartAsync("trap 'ray status; exit 5' USR1; : >../output/ready; for i in $(seq 600); do sleep 0.1; done", 2);
        await Eventually.HoldsAsync("the script listens", () => Task.FromResult(File.Exists(jobs.FileOf(run, "output/ready"))));
        await jobs.Cluster.SucceedAsync("scancel", "--signal=USR1", run.BackendId!);
        var status = await jobs.EndAsync(run);
        Assert.That((status.ExitCode, status.Member), Is.EqualTo(((int?)5, (int?)0)), () => jobs.Said(run));
        Assert.That(jobs.Said(run), Does.Contain("0.0/2.0 worker_units"));
    }

    [Test]
    public async Task Another_jobs_Ray_on_the_same_nodes_lives_on_and_so_do_its_files()
    {
        await using var others = await RayJobs.OpenAsync();
        var other = await others.StartAsync("until [ -e ../output/end ]; do sleep 0.1; done; ray status", 4);
        await Eventually.HoldsAsync("the other script runs", () => Task.FromResult(others.Said(other).Contains("Ray cluster of 4 nodes", StringComparison.Ordinal)));
        var sessions = others.Sessions(other);
        var run = await jobs.StartAsync("true", 4);
        Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
        Assert.That(others.Sessions(other), Is.EqualTo(sessions).And.Not.Empty);
        File.WriteAllText(others.FileOf(other, "output/end"), "");
        Assert.That((await others.EndAsync(other)).State, Is.EqualTo(RunState.Succeeded), () => others.Said(other));
        Assert.That(others.Said(other), Does.Contain("0.0/4.0 worker_units"));
    }

    [Test]
    public async Task Secrets_are_in_no_log()
    {
        const string Canary = "canary-of-a-secret-7c1f";
        var run = await jobs.SubmitWithSecretAsync("[ \"$TOKEN\" = canary-of-a-secret-7c1f ] || exit 9; exit 4", "TOKEN", Canary);
        Assert.That((await jobs.EndAsync(run)).ExitCode, Is.EqualTo(4), () => jobs.Said(run));
        foreach (var file in Directory.GetFiles(jobs.FileOf(run, "."), "*", SearchOption.AllDirectories).Where(path => !path.Contains("/code/", StringComparison.Ordinal)))
            Assert.That(File.ReadAllText(file), Does.Not.Contain(Canary), file);
    }
}
