using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>What a job finds when it starts, and what is said of it when it ends.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class RunningJobs(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task Every_rank_gets_the_environment_of_its_place()
    {
        var run = await workshop.StartAsync("echo $RANK $LOCAL_RANK $NODE_RANK $WORLD_SIZE $LOCAL_WORLD_SIZE $MASTER_ADDR", nodes: 2, processes: 2);
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
        var ranks = log.ToDictionary(line => line.Source, line => line.Text.Split(' '));
        Assert.That(ranks.Select(rank => $"{rank.Key}: {string.Join(' ', rank.Value[..5])}"), Is.EquivalentTo(new[]
        {
            "rank 0: 0 0 0 4 2",
            "rank 1: 1 1 0 4 2",
            "rank 2: 2 0 1 4 2",
            "rank 3: 3 1 1 4 2",
        }));
        Assert.That(ranks.Values.Select(values => values[5]).Distinct(), Has.Exactly(1).Items);
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
        var code = Path.Combine(workshop.PlaceInJob(run), "code");
        Assert.That(log[0].Text, Is.EqualTo(code));
        Assert.That(log[1].Text, Is.EqualTo(Path.Combine(code, "recipes/job.sh")));
        Assert.That(log[2].Text, Does.StartWith(Path.Combine(code, "recipes")));
    }

    [Test]
    public async Task The_first_failing_rank_gives_the_code_and_the_reason_and_ends_the_others()
    {
        var run = await workshop.StartAsync("if [ $RANK = 1 ]; then echo broken; exit 3; fi; sleep 600", processes: 3);
        var (status, log) = await workshop.FinishAsync(run);
        var left = await workshop.ProcessesOfAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Failed));
            Assert.That(status.ExitCode, Is.EqualTo(3));
            Assert.That(status.Member, Is.EqualTo(1));
            Assert.That(status.Reason, Does.Contain("1").And.Contain("code 3"));
            Assert.That(log.Select(line => line.ToString()), Does.Contain("[rank 1] broken"));
            Assert.That(left, Is.Empty);
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
    public async Task A_failure_keeps_its_reason_although_another_rank_ignores_the_request_to_end()
    {
        var run = await workshop.StartAsync("if [ $RANK = 1 ]; then exit 3; fi; trap '' TERM; for i in $(seq 600); do sleep 1; done", processes: 2);
        var (status, _) = await workshop.FinishAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Failed));
            Assert.That(status.Reason, Does.Contain("rank 1 exited with code 3"));
            Assert.That(async () => await workshop.ProcessesOfAsync(run), Is.Empty.After(5).Seconds.PollEvery(50).MilliSeconds);
        });
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
}
