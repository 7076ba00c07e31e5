using System.Text.Json.Nodes;
using Fairlead.Runs;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Cloud.KubeRay;

/// <summary>RayJobs from their submission to their end, with real processes for pods.</summary>
public sealed class KubeRayRuns
{
    private RunAiWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await RunAiWorkshop.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task A_job_runs_its_driver_once_and_its_output_is_read_and_brought_home()
    {
        var run = await workshop.StartRayJobAsync("echo driver at $RAY_ADDRESS; echo kept > ../output/note");
        var (status, log) = await workshop.FinishDriverAsync(run);
        var left = await workshop.Executor.CollectAsync(run, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(run.BackendId, Does.StartWith("rayjobs/runai-emulator/"));
            Assert.That(log, Is.EqualTo(new[] { "[node 0] driver at 127.0.0.1:6379" }));
            Assert.That((status.State, status.ExitCode, status.BackendWord), Is.EqualTo((RunState.Succeeded, 0, "Complete/SUCCEEDED")));
            Assert.That(left, Is.Null);
            Assert.That(File.ReadAllText(Path.Combine(run.OutputDirectory, "note")), Is.EqualTo("kept\n"));
        });
    }

    [Test]
    public async Task A_failed_driver_tells_its_exit_code()
    {
        var run = await workshop.StartRayJobAsync("echo bad news; exit 7");
        var (status, log) = await workshop.FinishDriverAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(log, Is.EqualTo(new[] { "[node 0] bad news" }));
            Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, 7, 0)));
        });
    }

    [Test]
    public async Task A_cancelled_job_leaves_no_process_and_reads_as_cancelled_however_often()
    {
        var run = await workshop.StartRayJobAsync("echo begun; sleep 600");
        await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).FirstAsync(line => line.Text == "begun");
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.Multiple(async () =>
        {
            Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
            Assert.That(await workshop.ProcessesOfAsync(run), Is.Empty);
            Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.Empty);
        });
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Cancelling_a_job_that_has_ended_changes_nothing()
    {
        var run = await workshop.StartRayJobAsync("exit 3");
        await workshop.FinishDriverAsync(run);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(await workshop.StatusAsync(run), Has.Property(nameof(RunStatus.ExitCode)).EqualTo(3));
    }

    [Test]
    public async Task Files_that_go_over_the_volume_arrive_and_leave_no_workspace()
    {
        var run = await workshop.StartRayJobAsync("echo arrived", ("transport", "volume"));
        var (status, log) = await workshop.FinishDriverAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
            Assert.That(log, Is.EqualTo(new[] { "[node 0] arrived" }));
            Assert.That(workshop.Asked("POST", "/api/v1/workloads/workspaces"), Has.Count.EqualTo(2));
            Assert.That(() => workshop.Cloud.RunAi.Workloads, Is.Zero.After(10_000, 20));
        });
    }

    [Test]
    public async Task Only_the_head_gets_the_variables_that_carry_the_files()
    {
        await workshop.StartRayJobAsync("true");
        var cluster = JsonNode.Parse(workshop.Asked("POST", KubeRayWorkshop.RayJobs).Single())!["spec"]!["rayClusterSpec"]!;
        Assert.That(cluster["headGroupSpec"]!.ToJsonString(), Does.Contain("FAIRLEAD_SRC_CHUNK_0").And.Contain("FAIRLEAD_BOOTSTRAP"));
        Assert.That(cluster["workerGroupSpecs"]!.ToJsonString(), Does.Not.Contain("FAIRLEAD_"));
    }
}
