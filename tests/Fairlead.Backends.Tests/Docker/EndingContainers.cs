using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

public sealed class EndingContainers : DockerTest
{
    private static readonly DockerSite Away = new("docker", "unix:///nonexistent.sock");

    [TestCase("true", RunState.Succeeded)]
    [TestCase("exit 3", RunState.Failed)]
    public async Task The_end_is_recorded_and_no_container_is_left(string script, RunState state)
    {
        var run = await workshop.StartAsync(script, nodes: 2);
        Assert.That((await workshop.FinishAsync(run)).Status.State, Is.EqualTo(state));
        Assert.That(await workshop.ContainersOfAsync(run), Is.Empty);
        var exit = new DockerRunDirectory(run.Directory).ReadExit()!;
        Assert.That(exit.Status.State, Is.EqualTo(state));
        Assert.That(exit.Containers.Select(container => (container.Name, container.Word)), Is.EqualTo(new[] { ($"{run.Name}-1-0", "exited"), ($"{run.Name}-1-1", "exited") }));
        Assert.That(exit.Containers.Select(container => container.Image).Distinct().Single(), Does.StartWith("sha256:"));
    }

    [Test]
    public async Task Cancelled_runs_leave_no_container()
    {
        var run = await StartAsync("echo up; sleep 600", "up", nodes: 2);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(await workshop.ContainersOfAsync(run), Is.Empty);
    }

    [Test]
    public async Task A_paused_run_says_so_and_can_be_cancelled()
    {
        var run = await StartAsync("echo up; sleep 600", "up");
        await workshop.Engine.SucceedAsync("pause", run.BackendId!);
        var status = await workshop.StatusAsync(run);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Running, "paused")));
        Assert.That(status.Reason, Does.Contain($"docker unpause {run.BackendId}"));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_failure_on_one_node_ends_the_others_and_is_the_reason()
    {
        var run = await workshop.StartAsync("if [ $RANK = 3 ]; then exit 7; fi; sleep 600", nodes: 2, processes: 2);
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.ExitCode, status.Member, status.Reason), Is.EqualTo((7, 3, "rank 3 exited with code 7")));
        Assert.That(await workshop.ContainersOfAsync(run), Is.Empty);
    }

    [Test]
    public async Task A_container_that_was_killed_is_told_apart_and_ends_the_others()
    {
        var run = await StartAsync("echo up; sleep 600", "up", nodes: 2);
        await workshop.Engine.SucceedAsync("kill", $"{run.Name}-1-1");
        await Eventually.HoldsAsync("the other has ended too", async () => (await workshop.StatusAsync(run)).IsFinal);
        var status = await workshop.StatusAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Failed));
        Assert.That(status.Reason, Does.Contain("node 1 was ended by signal 9 from outside"));
    }

    [Test]
    public async Task A_job_that_wants_more_memory_than_it_may_have_is_told_apart()
    {
        var job = workshop.Job("exec python3 -c 'x = bytearray(500_000_000)'", change: job => job.WithArguments("--memory=64m", "--memory-swap=64m"));
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That((status.State, status.Member), Is.EqualTo((RunState.Failed, 0)));
        Assert.That(status.Reason, Does.Contain("rank 0 was ended by signal 9").And.Contain("limit on memory").And.Contain("--memory"));
    }

    [Test]
    public async Task Containers_that_somebody_else_removed_leave_the_state_unknown_until_it_is_given_up()
    {
        var run = await StartAsync("echo up; sleep 600", "up");
        await workshop.Engine.SucceedAsync("rm", "--force", run.BackendId!);
        var status = await workshop.StatusAsync(run);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Unknown, "gone")));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Ended_containers_that_were_pruned_are_not_needed_to_know_the_end()
    {
        var run = await workshop.StartAsync("exit 6");
        await workshop.Engine.SucceedAsync("wait", run.BackendId!);
        await workshop.Engine.SucceedAsync("rm", run.BackendId!);
        var status = await workshop.StatusAsync(run);
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Failed, "rank 0 exited with code 6")));
    }

    [Test]
    public async Task A_container_that_is_started_again_runs_nothing_again()
    {
        var run = await workshop.StartAsync("echo once >>../output/starts; exit 6");
        await workshop.Engine.SucceedAsync("wait", run.BackendId!);
        await workshop.Engine.SucceedAsync("start", run.BackendId!);
        await workshop.Engine.SucceedAsync("wait", run.BackendId!);
        Assert.That((await workshop.StatusAsync(run)).ExitCode, Is.EqualTo(6));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(run.OutputDirectory, "starts")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task While_the_engine_does_not_answer_live_runs_are_unknown_and_ended_ones_stay_as_they_ended()
    {
        var ended = await workshop.StartAsync("exit 2");
        await workshop.FinishAsync(ended);
        var live = await StartAsync("echo up; sleep 600", "up");
        var statuses = await workshop.Executor.QueryAsync([ended with { Site = Away }, live with { Site = Away }], CancellationToken.None);
        Assert.That(statuses[ended.Id].State, Is.EqualTo(RunState.Failed));
        Assert.That((statuses[live.Id].State, statuses[live.Id].BackendWord), Is.EqualTo((RunState.Unknown, "no answer")));
        Assert.That(statuses[live.Id].Reason, Does.Contain("nonexistent.sock"));
    }

    [Test]
    public async Task Without_its_engine_a_run_that_has_not_begun_is_cancelled_for_certain()
    {
        var job = workshop.Job("true");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target with { Site = Away }, attempt: 1);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(await workshop.Executor.FindAsync(run, CancellationToken.None), Is.Not.Null, "it is over");
    }

    [Test]
    public async Task Without_its_engine_a_running_job_hears_of_its_cancellation_from_its_folder()
    {
        var run = await StartAsync("echo up; sleep 600", "up", nodes: 2);
        var away = run with { Site = Away };
        await workshop.Executor.CancelAsync(away, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(away)).State, Is.EqualTo(RunState.Cancelled));
        await Eventually.HoldsAsync("its containers have ended", async () => (await workshop.Engine.SucceedAsync("ps", "--quiet", $"--filter=label=dev.fairlead.run={run.Id}")).Trim().Length == 0);
    }

    [Test]
    public async Task A_run_whose_engine_is_gone_for_good_is_told_so_and_given_up_by_who_cancels_again()
    {
        var run = await StartAsync("echo up; sleep 600", "up");
        await workshop.Engine.SucceedAsync("rm", "--force", run.BackendId!);
        var away = run with { Site = Away };
        var words = (await Assert.ThrowsAsync<FairleadException>(() => workshop.Executor.CancelAsync(away, CancellationToken.None)))!;
        Assert.That(words.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(words.Message, Does.Contain("nonexistent.sock").And.Contain("cancel again"));
        Assert.That((await workshop.StatusAsync(away)).State, Is.EqualTo(RunState.Unknown));

        await workshop.Executor.CancelAsync(away, CancellationToken.None);
        var status = await workshop.StatusAsync(away);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Cancelled, "given up")));
    }

    [Test]
    public async Task A_run_whose_machine_lost_power_has_failed_with_that_reason()
    {
        await using var engine = await SharedEngine.StartAsync();
        await using var own = new DockerWorkshop(engine);
        var run = await own.StartAsync("sleep 600", nodes: 2);
        await engine.RestartAsync();
        var status = await own.StatusAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Failed));
        Assert.That(status.Reason, Does.Contain("the engine or the machine was restarted").Or.Contain("was ended by signal 9 from outside"));
        Assert.That(await own.ContainersOfAsync(run), Is.Empty);
    }

    [Test]
    public async Task A_cancellation_that_came_while_containers_were_made_leaves_none()
    {
        var job = workshop.Job("echo started >../output/started");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        Assert.That(await workshop.ContainersOfAsync(run), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(File.Exists(Path.Combine(run.OutputDirectory, "started")), Is.False);
    }
}
