using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Backends.Docker.Running.Submitting;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

/// <summary>One request, one job, whichever launchers and ledgers there are.</summary>
public sealed class LaunchersOfOneEngine : DockerTest
{
    private const string Once = "echo once >>../output/starts; echo done";

    [Test]
    public async Task After_any_step_a_rerun_gives_one_job_that_ran_once([Values] SubmitStep step)
    {
        var job = workshop.Job(Once, nodes: 2);
        var killed = await workshop.Launcher.RunAsync(job, step);
        Assert.That(killed.ExitCode, Is.EqualTo(128 + 9), killed.Error);
        var rerun = await workshop.Launcher.RunAsync(job);
        Assert.That(rerun.ExitCode, Is.Zero, rerun.Error);
        await RanOnceAsync(workshop.Ledger.List().Single(), ranks: 2);
    }

    [Test]
    public async Task Containers_that_were_made_and_not_started_are_started_by_the_next()
    {
        var job = workshop.Job(Once, nodes: 2);
        var run = await MakeAsync(job, start: 0);
        var status = await workshop.StatusAsync(run);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Queued, "created")));

        Assert.That((await workshop.SubmitAsync(job)).Outcome, Is.EqualTo(SubmitOutcome.Submitted));
        await RanOnceAsync(run, ranks: 2);
    }

    [Test]
    public async Task A_run_of_which_one_node_was_started_is_completed_without_starting_it_again()
    {
        var job = workshop.Job(Once, nodes: 2);
        var run = await MakeAsync(job, start: 1);
        await Eventually.HoldsAsync("node 0 has ended", () => Task.FromResult(File.Exists(Path.Combine(run.Directory, "state/ended-0"))));
        await workshop.SubmitAsync(job);
        await RanOnceAsync(run, ranks: 2);
    }

    [Test]
    public async Task Launchers_with_ledgers_of_their_own_start_one_job()
    {
        var job = workshop.Job($"{Once}; until [ -e ../output/go ]; do sleep 0.1; done", nodes: 2);
        var ledgers = Enumerable.Range(0, 5).Select(Ledger).ToArray();
        var runs = (await Task.WhenAll(ledgers.Select(ledger => Task.Run(() => SubmitAsync(ledger, job)))))
            .Select(submitted => submitted.Run).ToArray();
        Assert.That(await workshop.ContainersOfAsync(runs[0]), Has.Length.EqualTo(2));

        var home = await workshop.Engine.SucceedAsync("inspect", "--format={{index .Config.Labels \"dev.fairlead.directory\"}}", runs[0].BackendId!);
        await File.WriteAllTextAsync(Path.Combine(home, "output", "go"), "");
        foreach (var run in runs)
        {
            var (status, log) = await workshop.FinishAsync(run);
            Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
            Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "done", "done" }));
            await workshop.Executor.CollectAsync(run, CancellationToken.None);
            Assert.That(await File.ReadAllLinesAsync(Path.Combine(run.OutputDirectory, "starts")), Has.Length.EqualTo(2));
        }
    }

    [Test]
    public async Task Another_ledger_cancels_the_run_that_it_adopted()
    {
        var job = workshop.Job("sleep 600");
        var run = (await workshop.SubmitAsync(job)).Run;
        var adopted = await SubmitAsync(Ledger(1), job);
        Assert.That(adopted.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
        await workshop.Executor.CancelAsync(adopted.Run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await workshop.StatusAsync(adopted.Run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_run_that_is_over_has_nothing_to_do_with_a_later_one_of_another_ledger()
    {
        var job = workshop.Job("sleep 600");
        var first = (await workshop.SubmitAsync(job)).Run;
        await workshop.Executor.CancelAsync(first, CancellationToken.None);
        var later = (await SubmitAsync(Ledger(1), job)).Run;
        await workshop.Executor.CancelAsync(first, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(first)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await workshop.StatusAsync(later)).State, Is.EqualTo(RunState.Running));
        await workshop.Executor.CancelAsync(later, CancellationToken.None);
    }

    [Test]
    public async Task A_run_whose_folder_cannot_be_read_is_not_adopted()
    {
        var job = workshop.Job("sleep 600");
        var run = (await workshop.SubmitAsync(job)).Run;
        Directory.Move(run.Directory, $"{run.Directory}.away");
        var error = await Assert.ThrowsAsync<FairleadException>(() => SubmitAsync(Ledger(1), job));
        Directory.Move($"{run.Directory}.away", run.Directory);
        Assert.That(error!.Message, Does.Contain(run.Directory));
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task Two_jobs_of_one_image_leave_each_other_alone()
    {
        var first = await StartAsync("echo up; until [ -e ../output/go ]; do sleep 0.1; done", "up");
        var second = await StartAsync("echo here; sleep 600", "here");
        await workshop.Executor.CancelAsync(second, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(first)).State, Is.EqualTo(RunState.Running));
        await File.WriteAllTextAsync(Path.Combine(first.OutputDirectory, "go"), "");
        Assert.That((await workshop.FinishAsync(first)).Status.State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task A_name_that_somebody_elses_container_has_is_said_and_the_container_stays()
    {
        var job = workshop.Job("true");
        var name = $"{job.Request.Name}-1-0";
        await workshop.Engine.SucceedAsync("create", $"--name={name}", "--network=host", DockerEngine.Busybox, "x");
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(error.Message, Does.Contain(name));
        await workshop.Engine.SucceedAsync("rm", name);
        await RanOnceAsync((await workshop.SubmitAsync(job)).Run, ranks: null);
    }

    /// <summary>What a launcher leaves behind that dies between making containers and starting them.</summary>
    private async Task<Run> MakeAsync((JobRequest Request, Payload Payload) job, int start)
    {
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        var image = await workshop.Engine.SucceedAsync("image", "inspect", "--format={{.Id}}", DockerEngine.Python);
        var home = DockerRunDirectory.Own(run);
        await RunFolderPlacement.PlaceAsync(home.Layout, new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        var words = new ContainerWords(run, job.Request, job.Request.PartAs<DockerPart>(), image, []);
        for (var node = 0; node < job.Request.Nodes; node++)
            await workshop.Engine.SucceedAsync([.. words.Of(node, home)]);
        for (var node = 0; node < start; node++)
            await workshop.Engine.SucceedAsync("start", DockerContainer.NameOf(run, node));
        return run;
    }

    private async Task RanOnceAsync(Run run, int? ranks)
    {
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        Assert.That(await workshop.ContainersOfAsync(run), Is.Empty);
        if (ranks is { } count)
            Assert.That(await File.ReadAllLinesAsync(Path.Combine(run.OutputDirectory, "starts")), Has.Length.EqualTo(count));
    }

    private RunLedger Ledger(int number) => new(Path.Combine(workshop.Root, $"ledger-{number}"), Known.Backends, TimeProvider.System);

    private Task<SubmittedRun> SubmitAsync(RunLedger ledger, (JobRequest Request, Payload Payload) job) =>
        new Submitter(ledger, workshop.Executor, TimeProvider.System).SubmitAsync(job.Request, workshop.Target, job.Payload, resubmit: false, CancellationToken.None);
}
