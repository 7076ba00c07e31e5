using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Local;

public sealed class LocalExecutorRuns
{
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task What_a_rank_leaves_behind_ends_with_the_job()
    {
        var run = await workshop.StartAsync("sleep 600 & echo done");
        await workshop.FinishAsync(run);
        Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5_000, 20));
    }

    [Test]
    public async Task The_latest_attempt_is_found_when_earlier_ones_were_removed()
    {
        var (request, _) = workshop.Job("true");
        var first = workshop.Ledger.Begin(request, workshop.Target, attempt: 1);
        var second = workshop.Ledger.Begin(request, workshop.Target, attempt: 2);
        workshop.Ledger.Remove(first);
        Assert.That(workshop.Ledger.Latest(request.Name)!.Id, Is.EqualTo(second.Id));
        await workshop.Executor.CancelAsync(second, CancellationToken.None);
    }

    [Test]
    public async Task A_run_whose_processes_vanished_without_a_word_has_failed()
    {
        var run = await workshop.StartAsync("sleep 600");
        RunProcesses.Kill(run.Directory);
        Assert.That(async () => (await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Failed).After(5_000, 20));
        Assert.That((await workshop.StatusAsync(run)).Reason, Does.Contain("killed"));
    }

    [Test]
    public async Task Since_starts_at_the_last_sample_before_the_moment()
    {
        var run = await workshop.StartAsync("echo old; echo new");
        await workshop.FinishAsync(run);
        await File.WriteAllTextAsync(Path.Combine(run.Directory, "logs/times.txt"), "at 1000\n4 logs/rank-0.log\nat 2000\n8 logs/rank-0.log\n");
        var lines = await workshop.LogsAsync(run, new LogQuery(Since: DateTimeOffset.FromUnixTimeSeconds(1500)));
        Assert.That(lines.Select(line => line.Text), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public async Task A_rank_that_will_not_end_does_not_hide_which_one_failed()
    {
        var run = await workshop.StartAsync(
            "if [ $RANK = 1 ]; then trap '' TERM; : >../output/deaf; while :; do sleep 1; done; fi; until [ -e ../output/deaf ]; do sleep 0.1; done; exit 3",
            processes: 2);
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, 3, 0)));
        Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5_000, 20));
    }

    [Test]
    public async Task A_live_run_is_running_whichever_way_its_ledger_is_reached()
    {
        var run = await workshop.StartAsync("sleep 600");
        var link = Path.Combine(workshop.Root, "link");
        Directory.CreateSymbolicLink(link, workshop.Ledger.Root);
        var linked = new RunLedger(link, Known.Backends, TimeProvider.System).Get(run.Id);
        Assert.That(linked.Directory, Is.Not.EqualTo(run.Directory));
        Assert.That((await workshop.StatusAsync(linked)).State, Is.EqualTo(RunState.Running));
        await workshop.Executor.CancelAsync(linked, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
    }

    [Test]
    public async Task A_folder_that_was_deleted_under_a_running_job_is_not_given_a_second_one()
    {
        var job = workshop.Job("sleep 600");
        var run = (await workshop.SubmitAsync(job)).Run;
        Assert.That(async () => (await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Running).After(10_000, 20));
        Directory.Move(run.Directory, Path.Combine(workshop.Root, "deleted"));
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.Message, Does.Contain(run.Directory).And.Contain("kill"));

        RunProcesses.Kill(run.Directory);
        var again = (await workshop.SubmitAsync(job)).Run;
        Assert.That((again.Id, (await workshop.StatusAsync(again)).State), Is.EqualTo((run.Id, RunState.Running)));
    }

    [Test]
    public async Task What_the_launch_script_said_is_why_a_run_vanished()
    {
        var run = await workshop.StartAsync("sleep 600");
        await File.AppendAllTextAsync(Path.Combine(run.Directory, "logs/launcher.txt"), "launch.sh: mkfifo: not found\n");
        RunProcesses.Kill(run.Directory);
        Assert.That(async () => (await workshop.StatusAsync(run)).Reason, Does.Contain("mkfifo: not found").After(5_000, 20));
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(), CancellationToken.None).ToListAsync();
        Assert.That(log.Select(line => line.ToString()), Does.Contain("[launcher] launch.sh: mkfifo: not found"));
    }

    [Test]
    public async Task A_run_that_cannot_be_claimed_is_refused_and_completed_by_a_repeat()
    {
        var job = workshop.Job("true");
        var run = workshop.Ledger.Begin(job.Request, new SubmitTarget("local"), attempt: 1);
        var state = Path.Combine(run.Directory, "state");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(state).FullName, "claim"), "in the way");
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), error.Message);
        var refused = workshop.Ledger.Get(run.Id).Final;
        Assert.That((refused?.State, refused?.BackendWord), Is.EqualTo(((RunState?)RunState.Failed, "refused")));
        Assert.That(refused!.Reason, Does.Contain(error.Problem));

        File.Delete(Path.Combine(state, "claim"));
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(workshop.Ledger.Get(run.Id).Final, Is.Null);
    }

    [Test]
    public async Task A_run_of_another_machine_is_not_taken_for_dead()
    {
        var run = await workshop.StartAsync("sleep 600");
        var mark = Path.Combine(run.Directory, "state/pid");
        Assert.That((await File.ReadAllTextAsync(mark)).Trim().Split(' ')[1].Split('.')[0], Is.EqualTo(Environment.MachineName));
        RunProcesses.Kill(run.Directory);
        await File.WriteAllTextAsync(mark, "1 gpu-box.lab\n");
        var status = await workshop.StatusAsync(run);
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.Executor.CancelAsync(run, CancellationToken.None));
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Unknown, "elsewhere")));
        Assert.That(status.Reason, Does.Contain("gpu-box.lab").And.Contain(mark));
        Assert.That(error!.Message, Does.Contain("gpu-box.lab"));

        File.Delete(mark);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Failed));
    }
}
