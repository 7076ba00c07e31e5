using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>Each way a job can end, on a real cluster.</summary>
public sealed class JobsAsTheyEnd : ObservingTest
{
    [Test]
    public async Task Success()
    {
        var status = await jobs.EndsAsync(await jobs.SubmitAsync("true", "--ntasks=2"));
        Assert.That((status.State, status.BackendWord, status.ExitCode, status.Reason), Is.EqualTo((RunState.Succeeded, "COMPLETED", (int?)0, "")));
        Assert.That(status.Finished, Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-10)));
    }

    [Test]
    public async Task The_first_failing_rank_gives_the_code_and_the_reason()
    {
        var status = await jobs.EndsAsync(await jobs.SubmitAsync("[ $RANK != 1 ] || exit 3; sleep 600", "--ntasks=3"));
        Assert.That((status.State, status.ExitCode, status.Member, status.Reason), Is.EqualTo((RunState.Failed, (int?)3, (int?)1, "rank 1 exited with code 3")));
    }

    [Test]
    public async Task A_rank_ended_by_a_signal_names_it()
    {
        var status = await jobs.EndsAsync(await jobs.SubmitAsync("kill -SEGV $$"));
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Failed, "rank 0 was ended by signal 11")));
    }

    [Test]
    public async Task A_batch_script_that_is_killed_leaves_the_schedulers_word()
    {
        var status = await jobs.EndsAsync(await jobs.SubmitScriptAsync("#!/bin/sh\nkill -KILL $$"));
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)137, (int?)null)));
        Assert.That(status.Reason, Does.Contain("signal 9"));
    }

    [Test]
    public async Task A_container_that_does_not_start_has_the_runtimes_own_line_for_a_reason()
    {
        var status = await jobs.EndsAsync(await jobs.SubmitScriptAsync("""
            #!/bin/bash
            mkdir -p state
            echo 'slurmstepd: error: pyxis: printing enroot log file:'
            echo 'slurmstepd: error: pyxis:     [ERROR] No such file or directory: /data/gone'
            echo 'slurmstepd: error: pyxis: could not start container'
            echo 'srun: error: n1: task 0: Exited with exit code 1'
            printf '{"exit_code":1,"kind":"batch","member":null,"cancelled":false,"finished":1795251421}' >state/exit.json
            exit 1
            """));
        Assert.That(status.Reason, Is.EqualTo("the batch script exited with code 1: slurmstepd: error: pyxis:     [ERROR] No such file or directory: /data/gone"));
    }

    [Test]
    public async Task The_time_limit()
    {
        var run = await jobs.SubmitAsync("sleep 600");
        await jobs.RunsAsync(run);
        await jobs.CallAsync("scontrol", "update", $"JobId={run.BackendId}", "EndTime=now+5");
        var status = await jobs.EndsAsync(run);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Failed, "TIMEOUT")));
        Assert.That(status.Reason, Does.Contain("--set=env.time="));
    }

    [Test]
    public async Task Cancelled_by_somebody_else_is_told_apart_from_cancelled_by_Fairlead()
    {
        var run = await jobs.SubmitAsync("sleep 600");
        await jobs.RunsAsync(run);
        await jobs.CallAsync("scancel", run.BackendId!);
        var status = await jobs.EndsAsync(run);
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Cancelled, "cancelled outside Fairlead")));
    }

    [Test]
    public async Task A_job_whose_dependency_failed_never_starts_and_has_failed()
    {
        var first = await jobs.SubmitAsync("exit 1");
        var second = await jobs.SubmitAsync("true", $"--dependency=afterok:{first.BackendId}", "--kill-on-invalid-dep=yes");
        var status = await jobs.EndsAsync(second);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Failed, "CANCELLED")));
        Assert.That(status.Reason, Does.Contain("depends on did not succeed"));
    }

    [Test]
    public async Task An_array_with_one_failing_task()
    {
        var run = await jobs.SubmitAsync("exit $((SLURM_ARRAY_TASK_ID == 2 ? 5 : 0))", "--array=0-3");
        var status = await jobs.EndsAsync(run);
        Assert.That((status.State, status.ExitCode, status.Reason), Is.EqualTo((RunState.Failed, (int?)5, "task 2: rank 0 exited with code 5")));
    }

    [Test]
    public async Task An_array_is_alive_until_its_last_task_is_not()
    {
        var run = await jobs.SubmitAsync("[ $SLURM_ARRAY_TASK_ID = 0 ] || sleep 600", "--array=0-5%1");
        await jobs.BecomesAsync(run, status => status.State == RunState.Running && File.Exists(jobs.FileOf(run, "state/task-0/exit.json")));
        await jobs.CancelAsync(run);
        Assert.That(await jobs.CallAsync("squeue", "--noheader", $"--jobs={run.BackendId}"), Is.Empty);
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_heterogeneous_job()
    {
        var run = await jobs.SubmitScriptAsync("#!/bin/sh\nexit 0", "--nodes=1", ":", "--nodes=2");
        var status = await jobs.EndsAsync(run);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Succeeded, "COMPLETED")));
    }

    [Test]
    public async Task A_job_that_waits_says_why()
    {
        var held = await jobs.SubmitAsync("true", "--hold");
        var waiting = await jobs.SubmitAsync("true", $"--dependency=afterok:{held.BackendId}");
        Assert.That((await jobs.BecomesAsync(held, status => status.Reason.Length > 0)).Reason, Does.EndWith("(JobHeldUser)"));
        var status = await jobs.BecomesAsync(waiting, status => status.Reason.Contains("Dependency", StringComparison.Ordinal));
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Queued, "PENDING")));
    }

    [Test]
    public async Task A_requeued_job_is_queued_again_and_writes_on_in_the_same_log()
    {
        var run = await jobs.SubmitAsync("echo start ${SLURM_RESTART_COUNT:-0}; sleep 600", "--requeue");
        await jobs.RunsAsync(run);
        Assert.That(() => File.Exists(jobs.FileOf(run, "logs/rank-0.log")) && File.ReadAllText(jobs.FileOf(run, "logs/rank-0.log")).StartsWith("start 0\n", StringComparison.Ordinal), Is.True.After(30_000, 100));
        await jobs.CallAsync("scontrol", "requeue", run.BackendId!);
        var status = await jobs.BecomesAsync(run, status => status.State == RunState.Queued && status.Reason.Length > 0);
        Assert.That(status.Reason, Does.StartWith("requeued (1)"));
        await jobs.CallAsync("scontrol", "update", $"JobId={run.BackendId}", "StartTime=now+2"); // within the second of the kill its credential would count as revoked
        await jobs.BecomesAsync(run, status => status.State == RunState.Running);
        Assert.That(() => File.ReadAllText(jobs.FileOf(run, "logs/rank-0.log")), Does.StartWith("start 0\n").And.EndsWith("start 1\n").After(30_000, 100));
    }

    [Test]
    public async Task Secrets_that_a_killed_job_left_behind_are_removed_when_its_end_is_seen()
    {
        var run = await jobs.SubmitAsync("sleep 600");
        var secrets = jobs.FileOf(run, "secrets.env");
        await File.WriteAllTextAsync(secrets, "TOKEN='x'");
        await jobs.RunsAsync(run);
        Assert.That(File.Exists(secrets), Is.True, "a job that runs may need them");
        await jobs.CallAsync("scancel", "--signal=KILL", "--full", run.BackendId!);
        await jobs.EndsAsync(run);
        Assert.That(File.Exists(secrets), Is.False);
    }

    [Test]
    public async Task A_run_whose_launcher_died_before_it_noted_the_number_is_found()
    {
        var run = await jobs.SubmitAsync("true");
        var forgetful = run with { BackendId = null };
        Assert.That((await jobs.EndsAsync(forgetful)).State, Is.EqualTo(RunState.Succeeded));
        File.Delete(jobs.FileOf(run, "state/job"));
        Assert.That((await jobs.StatusAsync(forgetful)).State, Is.EqualTo(RunState.Succeeded), "by its name");
    }
}
