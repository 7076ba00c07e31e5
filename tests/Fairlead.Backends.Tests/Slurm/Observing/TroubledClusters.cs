using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>Clusters of their own, without accounting, for these tests disturb them.</summary>
public sealed class TroubledClusters
{
    private SlurmCluster cluster = null!;
    private ObservedJobs jobs = null!;

    [SetUp]
    public async Task SetUp()
    {
        cluster = await SlurmCluster.StartAsync(nodes: 2);
        jobs = new ObservedJobs(cluster);
    }

    [TearDown]
    public async Task CleanUp()
    {
        jobs.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_controller_that_restarts_loses_no_job_and_while_it_is_away_nothing_is_claimed()
    {
        var held = await jobs.SubmitAsync("true", "--hold");
        var run = await jobs.SubmitAsync("echo begun; until [ -e finish ]; do sleep 0.2; done; echo done");
        await jobs.RunsAsync(run);
        var following = jobs.ReadAsync(run, new LogQuery(Follow: true, Member: 0));
        cluster.Fault("squeue", "#!/bin/sh\necho 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1");
        await cluster.StopControllerAsync();
        var lost = await jobs.StatusAsync(run);
        Assert.That((lost.State, lost.Reason), Is.EqualTo((RunState.Unknown, "the scheduler does not answer: slurm_load_jobs error: Unable to contact slurm controller (connect failure)")));
        await cluster.StartControllerAsync();
        cluster.Mend("squeue");
        Assert.That((await jobs.StatusAsync(held)).State, Is.EqualTo(RunState.Queued));
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Running));
        await File.WriteAllTextAsync(jobs.FileOf(run, "finish"), "");
        Assert.That((await following).Where(line => line.Source == "rank 0").Select(line => line.Text), Is.EqualTo(new[] { "begun", "done" }));
        Assert.That((await jobs.EndsAsync(run)).State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task Jobs_that_the_controller_has_forgotten_are_told_by_what_they_left()
    {
        var succeeded = await jobs.SubmitAsync("true");
        var failed = await jobs.SubmitAsync("exit 4");
        var cancelled = await jobs.SubmitAsync("sleep 600");
        var killed = await jobs.SubmitAsync("sleep 600");
        await jobs.EndsAsync(succeeded);
        await jobs.EndsAsync(failed);
        await jobs.CancelAsync(cancelled);
        await jobs.CallAsync("scancel", killed.BackendId!);
        await jobs.EndsAsync(killed);
        cluster.Fault("squeue", "#!/bin/sh\nexit 0"); // as after MinJobAge
        Assert.That((await jobs.StatusAsync(succeeded)).State, Is.EqualTo(RunState.Succeeded));
        Assert.That((await jobs.StatusAsync(failed)).Reason, Is.EqualTo("rank 0 exited with code 4"));
        Assert.That((await jobs.StatusAsync(cancelled)).State, Is.EqualTo(RunState.Cancelled));
        var status = await jobs.StatusAsync(killed);
        Assert.That((status.State, status.Reason), Is.EqualTo((
            RunState.Unknown,
            $"the scheduler knows no job {killed.BackendId} any more (Slurm accounting storage is disabled); it left no exit record: look at logs/ in its folder")));
    }

    [Test]
    public async Task A_node_that_dies_fails_its_job_or_queues_it_again()
    {
        var fails = await jobs.SubmitAsync("sleep 600", "--nodelist=n2");
        var returns = await jobs.SubmitAsync("sleep 600", "--nodelist=n2", "--requeue");
        await jobs.RunsAsync(fails);
        await jobs.RunsAsync(returns);
        await cluster.KillNodeAsync("n2");
        var failed = await jobs.EndsAsync(fails);
        Assert.That((failed.State, failed.BackendWord), Is.EqualTo((RunState.Failed, "NODE_FAIL")));
        Assert.That(failed.Reason, Does.Contain("--resubmit"));
        Assert.That((await jobs.BecomesAsync(returns, status => status.State == RunState.Queued)).Reason, Does.StartWith("requeued (1)"));
        await jobs.CancelAsync(returns);
        Assert.That((await jobs.StatusAsync(returns)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Following_over_SSH_goes_on_after_the_connection_was_killed()
    {
        var run = await jobs.SubmitAsync("i=0; until [ -e finish ]; do echo line $i; i=$((i + 1)); sleep 0.1; done");
        await jobs.RunsAsync(run);
        var remote = run with { Site = run.SiteAs<SlurmSite>() with { Host = "127.0.0.1", Port = cluster.SshPort, User = "root", Identity = cluster.Identity, KnownHosts = cluster.KnownHosts } };
        var lines = new List<string>();
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var line in jobs.Logs.ReadAsync(remote, new LogQuery(Follow: true, Member: 0), hang.Token))
        {
            lines.Add(line.Text);
            if (lines.Count is 5 or 25)
                await KillConnectionsAsync();
            if (lines.Count == 50)
                await File.WriteAllTextAsync(jobs.FileOf(run, "finish"), "", hang.Token);
        }

        Assert.That(lines, Is.EqualTo(Enumerable.Range(0, lines.Count).Select(i => $"line {i}")));
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(50));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(cluster.Directory, "log/sshd.log"), hang.Token), Does.Match("(?s)(Accepted publickey.*){3}"), "killed twice, so connected three times");
    }

    [Test]
    public async Task A_cancellation_that_cannot_reach_the_scheduler_is_unclear_until_it_is_repeated()
    {
        var run = await jobs.SubmitAsync("sleep 600");
        cluster.Fault("scancel", "#!/bin/sh\necho 'scancel: error: Kill job error on job id 1: Unable to contact slurm controller' >&2; exit 1");
        var impatient = new SlurmCancel(new RemoteHosts(cluster.Environment).For, new HurriedTime());
        var error = await Assert.ThrowsAsync<FairleadException>(() => impatient.CancelAsync(run, CancellationToken.None));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(error.Message, Does.Contain("Unable to contact slurm controller").And.Contains($"squeue --me --name={run.Id}"));
        cluster.Mend("scancel");
        await jobs.CancelAsync(run);
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    /// <summary>The server's processes for those who are logged in; the one that listens lives on.</summary>
    private async Task KillConnectionsAsync()
    {
        var listener = await File.ReadAllTextAsync(Path.Combine(cluster.Directory, "run/sshd.pid"));
        var script = $"for process in $(pgrep -x sshd); do [ $process = {listener.Trim()} ] || kill -KILL $process; done";
        var init = await File.ReadAllTextAsync(Path.Combine(cluster.Directory, "run/init.pid"));
        var result = await ChildProcess.RunAsync("nsenter", ["--target", init.Trim(), "--mount", "--pid", "--", "sh", "-c", script]);
        Assert.That(result.Succeeded, Is.True, result.Error);
    }

    /// <summary>Time that passes a thousand times as fast.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private const int Hurry = 1000;

        public override long TimestampFrequency => base.TimestampFrequency / Hurry;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / Hurry, period);
    }
}
