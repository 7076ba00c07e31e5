using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>Each on a cluster that it disturbs.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
public sealed class SubmittingExactlyOnceThroughFaults
{
    private SlurmCluster cluster = null!;
    private ClusterBench bench = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => cluster = await SlurmCluster.StartAsync(nodes: 2);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    [SetUp]
    public void Open() => bench = new ClusterBench(cluster);

    [TearDown]
    public async Task CloseAsync()
    {
        cluster.Mend("sbatch");
        cluster.Mend("squeue");
        await bench.DisposeAsync();
    }

    [Test]
    public async Task An_accepted_job_whose_answer_was_cut_is_found_by_its_name()
    {
        cluster.Fault("sbatch", "\"$REAL\" \"$@\" >/dev/null; exit 1");
        var job = bench.Job();
        var submitted = await bench.Launcher.SubmitAsync(job);
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.EqualTo(new[] { submitted.Run.BackendId }));
        await AssertRanOnceAsync(submitted);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(bench.FolderOf(submitted.Run), "state", "job")), Is.EqualTo($"{submitted.Run.BackendId}\n"));
    }

    [Test]
    public async Task An_accepted_job_is_found_when_sbatch_hangs_and_the_connection_breaks()
    {
        cluster.Fault("sbatch", "\"$REAL\" \"$@\" >/dev/null; touch accepted; for i in {1..600}; do [ ! -e give-up ] || exit 1; sleep 0.1; done");
        var job = bench.Job("while [ ! -e go ]; do sleep 0.1; done; echo once >>output/starts");
        var folder = bench.Layout.Run(job.Request.Name);
        var launcher = bench.AddLauncher(new UnreliableHost(bench.Login, "submit.sh", () => Eventually.HoldsAsync("sbatch has accepted the job", () => Task.FromResult(File.Exists(Path.Combine(folder, "accepted"))))), new HastyTime(50));
        var submitted = await launcher.SubmitAsync(job);
        await File.WriteAllTextAsync(Path.Combine(folder, "give-up"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "go"), "");
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.EqualTo(new[] { submitted.Run.BackendId }));
        await AssertRanOnceAsync(submitted);
    }

    [Test]
    public async Task An_answer_that_arrives_after_the_connection_broke_is_waited_for()
    {
        var job = bench.Job();
        var launcher = bench.AddLauncher(new UnreliableHost(bench.Login, "submit.sh", () => Task.CompletedTask));
        var submitted = await launcher.SubmitAsync(job);
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.EqualTo(new[] { submitted.Run.BackendId }));
        await AssertRanOnceAsync(submitted);
    }

    [Test]
    public async Task A_controller_that_times_out_leaves_it_open_and_the_same_command_settles_it()
    {
        cluster.Fault("sbatch", "echo 'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation' >&2; exit 1");
        var job = bench.Job();
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(error.Message, Does.Contain("Socket timed out").And.Contain("same command"));

        cluster.Mend("sbatch");
        var submitted = await bench.AddLauncher(time: new HastyTime(50)).SubmitAsync(job);
        await AssertRanOnceAsync(submitted);
    }

    [Test]
    public async Task A_refusal_gives_the_claim_back_and_the_same_command_submits_once_it_is_put_right()
    {
        cluster.Fault("sbatch", "echo 'sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified' >&2; exit 1");
        var job = bench.Job();
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain("Invalid account"));

        cluster.Mend("sbatch");
        await AssertRanOnceAsync(await bench.Launcher.SubmitAsync(job));
    }

    [Test]
    public async Task Launchers_with_ledgers_of_their_own_that_race_submit_one_job()
    {
        cluster.Fault("sbatch", "sleep 0.5; exec \"$REAL\" \"$@\"");
        var job = bench.Job();
        var launchers = Enumerable.Range(0, 4).Select(_ => bench.AddLauncher()).ToList();
        var submitted = await Task.WhenAll(launchers.Select(launcher => Task.Run(() => launcher.SubmitAsync(job))));
        Assert.That(submitted.Select(one => one.Run.BackendId).Distinct(), Has.Exactly(1).Items);
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Has.Count.EqualTo(1));
        await AssertRanOnceAsync(submitted[0]);
    }

    [Test]
    public async Task A_claim_that_a_dead_launcher_left_is_taken_over_once()
    {
        var job = bench.Job();
        Directory.CreateDirectory(Path.Combine(bench.Layout.Run(job.Request.Name), "state", "claim", "dead"));
        var launchers = Enumerable.Range(0, 3).Select(_ => bench.AddLauncher(time: new HastyTime(15))).ToList();
        var submitted = await Task.WhenAll(launchers.Select(launcher => Task.Run(() => launcher.SubmitAsync(job))));
        Assert.That(submitted.Select(one => one.Run.BackendId).Distinct(), Has.Exactly(1).Items);
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Has.Count.EqualTo(1));
        await AssertRanOnceAsync(submitted[0]);
    }

    [Test]
    public async Task A_job_that_a_dead_launcher_submitted_is_adopted_by_its_name()
    {
        var job = bench.Job();
        var first = await bench.Launcher.SubmitAsync(job);
        File.Delete(Path.Combine(bench.FolderOf(first.Run), "state", "job"));
        var second = await bench.AddLauncher().SubmitAsync(job);
        Assert.That(second.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
        Assert.That(second.Run.BackendId, Is.EqualTo(first.Run.BackendId));
        await AssertRanOnceAsync(second);
    }

    [Test]
    public async Task A_job_that_is_there_after_all_keeps_a_takeover_from_submitting_another()
    {
        var job = bench.Job();
        var first = (await bench.Launcher.SubmitAsync(job)).Run;
        var claim = Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(bench.FolderOf(first), "state", "claim")).Single());
        var takeover = await bench.Login.RunAsync(
            new RemoteScript("submit.sh", Repeatable: false),
            [bench.FolderOf(first), first.Id, "comment", "token", claim, "0"],
            default,
            CancellationToken.None);
        Assert.That(takeover.Text, Is.EqualTo("lost\n"), takeover.Error);
        Assert.That(await bench.JobsNamedAsync(first.Id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_a_controller_nothing_is_sent()
    {
        await cluster.StopControllerAsync();
        try
        {
            await AssertNothingIsSentAsync("Unable to contact slurm controller");
        }
        finally
        {
            await cluster.StartControllerAsync();
        }
    }

    [Test]
    public async Task Without_munge_nothing_is_sent()
    {
        await cluster.StopMungeAsync();
        try
        {
            await AssertNothingIsSentAsync("munge");
        }
        finally
        {
            await cluster.StartMungeAsync();
        }
    }

    [Test]
    public async Task A_run_that_was_cancelled_before_it_was_submitted_never_is()
    {
        var job = bench.Job();
        var run = bench.Launcher.Ledger.Begin(job.Request, bench.Launcher.Target, attempt: 1);
        await bench.Launcher.Executor.CancelAsync(run, CancellationToken.None);
        await bench.Launcher.SubmitAsync(job);
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.Empty);
        Assert.That((await bench.Launcher.Executor.QueryAsync([run], CancellationToken.None))[run.Id].State, Is.EqualTo(RunState.Cancelled));
    }

    private async Task AssertNothingIsSentAsync(string words)
    {
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(bench.Job()));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(words).IgnoreCase.And.Contain("nothing was sent"));
        Assert.That(Directory.Exists(bench.Directory), Is.False);
    }

    private async Task AssertRanOnceAsync(SubmittedRun submitted)
    {
        Assert.That(await bench.FinishAsync(submitted.Run), Is.EqualTo("COMPLETED"));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(bench.FolderOf(submitted.Run), "output", "starts")), Has.Length.EqualTo(1));
    }
}
