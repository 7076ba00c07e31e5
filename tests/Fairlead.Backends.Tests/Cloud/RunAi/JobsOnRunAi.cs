using Fairlead.Emulators.Http;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>What only run:ai's jobs do.</summary>
public sealed class JobsOnRunAi
{
    [Test]
    public async Task Files_that_go_over_the_volume_arrive_and_leave_no_workspace()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync();
        var job = workshop.Job("echo arrived", change: job => job with { ExecutorSettings = job.ExecutorSettings.With("transport", new ScalarSetting("volume", Origin.BuiltIn)) });
        var run = (await workshop.SubmitAsync(job)).Run;
        var (status, log) = await workshop.FinishAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
            Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "arrived" }));
            Assert.That(workshop.Asked("POST", "/api/v1/workloads/workspaces"), Has.Count.EqualTo(2));
            Assert.That(workshop.Told, Has.One.Matches("^storing 2 files, [0-9,]+ bytes, on the volume below .*/jobs/src$"));
            Assert.That(() => workshop.Cloud.RunAi.Workloads, Is.EqualTo(1).After(10_000, 20));
        });
    }

    [Test]
    public async Task Logs_are_read_from_the_volume_where_no_cluster_is_reached()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync(kubernetes: false);
        var run = await workshop.StartAsync("echo from $RANK; exit $((RANK * 3))", processes: 2);
        var (status, log) = await workshop.FinishAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(log.Select(line => line.ToString()), Is.EquivalentTo(new[] { "[rank 0] from 0", "[rank 1] from 1" }));
            Assert.That(status.ExitCode, Is.EqualTo(3));
            Assert.That(status.Member, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task The_output_of_a_cancelled_job_is_read_from_the_volume_when_its_pods_are_gone()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync();
        var run = await workshop.StartAsync("echo begun; sleep 600");
        Assert.That(async () => await workshop.LogsAsync(run, new LogQuery()), Has.Count.EqualTo(1).After(30_000, 50));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Member: 0))).Select(line => line.ToString()), Is.EqualTo(new[] { "[rank 0] begun" }));
    }

    [Test]
    public async Task Without_cluster_and_volume_states_are_told_and_output_is_said_to_stay()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync(kubernetes: false);
        var run = await workshop.StartAsync("exit 4");
        var elsewhere = run with { Site = workshop.Site with { Home = "/no/such/volume" } };
        var lines = await workshop.Executor.ReadLogsAsync(elsewhere, new LogQuery(Follow: true), CancellationToken.None).ToListAsync();
        var status = await workshop.StatusAsync(elsewhere);
        Assert.Multiple(async () =>
        {
            Assert.That(lines[0].ToString(), Does.Contain("kube_apiserver_url").And.Contain("/no/such/volume"));
            Assert.That(lines[^1].Text, Does.StartWith("failed: ").And.Contain("exit code 4"));
            Assert.That(status.ExitCode, Is.Null);
            Assert.That(await workshop.Executor.CollectAsync(elsewhere, CancellationToken.None), Does.Contain($"/no/such/volume/runs/{run.Id}/output"));
        });
    }

    [Test]
    public async Task A_job_that_somebody_deleted_is_unknown_and_can_be_given_up()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync();
        var run = await workshop.StartAsync("true") with { BackendId = "trainings/00000000-0000-0000-0000-000000000000" };
        var gone = await workshop.StatusAsync(run);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(gone.State, Is.EqualTo(RunState.Unknown));
        Assert.That(gone.Reason, Does.Contain("no longer knows it"));
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_control_plane_that_does_not_answer_makes_runs_unknown()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync(options => options with { RunPods = false, PhaseTime = TimeSpan.FromDays(1) }, kubernetes: false, time: new Testing.PauseTime());
        var run = await workshop.StartAsync("true");
        workshop.Cloud.Faults.Add(new Fault("GET", "/api/v1/workloads", new FaultKind.Status(503, "down for repair"), Times: 5));
        var status = await workshop.StatusAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Unknown));
        Assert.That(status.Reason, Does.Contain("down for repair"));
    }
}
