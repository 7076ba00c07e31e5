using Fairlead.Executors.Ledger;
using Fairlead.Executors.Logs;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Executors.Tests.Local;

public sealed class LocalExecutorRuns
{
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public void CleanUp() => workshop.Dispose();

    [Test]
    public async Task Every_rank_gets_the_environment_of_its_place()
    {
        var run = await workshop.StartAsync("echo $RANK $LOCAL_RANK $NODE_RANK $WORLD_SIZE $LOCAL_WORLD_SIZE $MASTER_ADDR", nodes: 2, processes: 2);
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(log.Select(line => line.ToString()), Is.EquivalentTo(new[]
        {
            "[rank 0] 0 0 0 4 2 127.0.0.1",
            "[rank 1] 1 1 0 4 2 127.0.0.1",
            "[rank 2] 2 0 1 4 2 127.0.0.1",
            "[rank 3] 3 1 1 4 2 127.0.0.1",
        }));
    }

    [Test]
    public async Task All_ranks_share_one_free_port()
    {
        var run = await workshop.StartAsync("echo $MASTER_PORT", processes: 3);
        var (_, log) = await workshop.FinishAsync(run);
        Assert.That(log.Select(line => line.Text).Distinct().Single(), Does.Match("^[0-9]{4,5}$"));
    }

    [Test]
    public async Task A_job_runs_from_the_unpacked_archive()
    {
        var run = await workshop.StartAsync("pwd; echo \"$0\"; echo \"$PYTHONPATH\"");
        var (_, log) = await workshop.FinishAsync(run);
        var code = Path.Combine(run.Directory, "code");
        Assert.That(log[0].Text, Is.EqualTo(code));
        Assert.That(log[1].Text, Is.EqualTo(Path.Combine(code, "recipes/job.sh")));
        Assert.That(log[2].Text, Does.StartWith(Path.Combine(code, "recipes")));
    }

    [Test]
    public async Task The_first_failing_rank_gives_the_code_and_the_reason_and_ends_the_others()
    {
        var run = await workshop.StartAsync("if [ $RANK = 1 ]; then echo broken; exit 3; fi; sleep 600", processes: 3);
        var (status, log) = await workshop.FinishAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Failed));
            Assert.That(status.ExitCode, Is.EqualTo(3));
            Assert.That(status.Member, Is.EqualTo(1));
            Assert.That(status.Reason, Does.Contain("1").And.Contain("code 3"));
            Assert.That(log.Select(line => line.ToString()), Does.Contain("[rank 1] broken"));
            Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
        });
    }

    [Test]
    public async Task A_rank_whose_program_is_missing_says_so()
    {
        var run = await workshop.StartAsync("exec /no/such/program");
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That(status.Reason, Does.Contain("not found"));
        Assert.That(status.ExitCode, Is.EqualTo(127));
    }

    [Test]
    public async Task A_rank_killed_from_outside_is_a_failure_that_names_the_signal()
    {
        var run = await workshop.StartAsync("kill -9 $$");
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That(status.Reason, Does.Contain("signal 9"));
    }

    [Test]
    public async Task What_a_rank_leaves_behind_ends_with_the_job()
    {
        var run = await workshop.StartAsync("sleep 600 & echo done");
        await workshop.FinishAsync(run);
        Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5_000, 20));
    }

    [Test]
    public async Task A_failure_keeps_its_reason_although_another_rank_ignores_the_request_to_end()
    {
        var run = await workshop.StartAsync("if [ $RANK = 1 ]; then exit 3; fi; trap '' TERM; for i in $(seq 600); do sleep 1; done", processes: 2);
        var (status, _) = await workshop.FinishAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Failed));
            Assert.That(status.Reason, Is.EqualTo("rank 1 exited with code 3"));
            Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5).Seconds.PollEvery(50).MilliSeconds);
        });
    }

    [Test]
    public async Task A_rank_that_the_run_does_not_have_is_refused()
    {
        var run = await workshop.StartAsync("echo here", processes: 2);
        await workshop.FinishAsync(run);
        Assert.That(
            async () => await workshop.Executor.ReadLogsAsync(run, new LogQuery(Member: 2), CancellationToken.None).ToListAsync(),
            Throws.InstanceOf<FairleadException>().With.Message.Contains("--rank=2").And.Message.Contains("logs of 2, counted from 0"));
    }

    [Test]
    public async Task Startup_commands_run_first_and_the_first_failure_ends_the_job()
    {
        var job = workshop.Job("echo never", change: job => job with { StartupCommands = ["echo prepared", "false", "echo late"] });
        var run = (await workshop.SubmitAsync(job)).Run;
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "prepared", "error: startup_commands ended with exit code 1 before the script started" }));
        Assert.That(status.State, Is.EqualTo(RunState.Failed));
    }

    [Test]
    public async Task Variables_and_arguments_arrive_byte_for_byte()
    {
        const string Hostile = "a b'c\"d$HOME`id`;\n*";
        var job = workshop.Job("printf '%s|%s' \"$HOSTILE\" \"$2\"", change: job => job with
        {
            Environment = job.Environment.Add("HOSTILE", Hostile),
            ScriptArguments = [Hostile],
        });
        var run = (await workshop.SubmitAsync(job)).Run;
        var (_, log) = await workshop.FinishAsync(run);
        Assert.That(string.Join('\n', log.Select(line => line.Text)), Is.EqualTo($"{Hostile}|{Hostile}"));
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
    public async Task Following_ends_with_the_job_and_misses_no_line()
    {
        var run = await workshop.StartAsync("i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i + 1)); done; printf tail", processes: 2);
        var (_, log) = await workshop.FinishAsync(run);
        var expected = Enumerable.Range(0, 2000).Select(i => $"line {i}").Append("tail").ToList();
        Assert.That(log.Where(line => line.Source == "rank 0").Select(line => line.Text), Is.EqualTo(expected));
        Assert.That(log.Where(line => line.Source == "rank 1").Select(line => line.Text), Is.EqualTo(expected));
    }

    [Test]
    public async Task Tail_and_rank_narrow_the_log()
    {
        var run = await workshop.StartAsync("for i in 1 2 3 4; do echo $RANK:$i; done", processes: 2);
        await workshop.FinishAsync(run);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Tail: 2, Member: 1))).Select(line => line.Text), Is.EqualTo(new[] { "1:3", "1:4" }));
        Assert.That(await workshop.LogsAsync(run, new LogQuery(Tail: 0)), Is.Empty);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Tail: 100))).Count, Is.EqualTo(8));
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
        var linked = new RunLedger(link, TimeProvider.System).Get(run.Id);
        Assert.That(linked.Directory, Is.Not.EqualTo(run.Directory));
        Assert.That((await workshop.StatusAsync(linked)).State, Is.EqualTo(RunState.Running));
        await workshop.Executor.CancelAsync(linked, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
    }

    [Test]
    public async Task A_run_that_cannot_be_claimed_is_refused_and_completed_by_a_repeat()
    {
        var job = workshop.Job("true");
        var run = workshop.Ledger.Begin(job.Request, "local", attempt: 1);
        var state = Path.Combine(run.Directory, "state");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(state).FullName, "claim"), "in the way");
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), error.Message);

        File.Delete(Path.Combine(state, "claim"));
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
    }
}
