using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Tests.Slurm.Observing;

public sealed class Cancelling : ObservingTest
{
    [Test]
    public async Task Before_its_submission_takes_the_claim_so_that_it_never_starts()
    {
        var run = jobs.Intend();
        await jobs.CancelAsync(run);
        await jobs.CancelAsync(run);
        Assert.That(Directory.Exists(jobs.FileOf(run, "state/claim")) && Directory.Exists(jobs.FileOf(run, "state/cancel")), Is.True);
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [TestCase("--hold")]
    [TestCase("--begin=now+1hour")]
    [TestCase("--array=0-9%1")]
    public async Task While_it_waits(string option)
    {
        var run = await jobs.SubmitAsync("sleep 600", option);
        await jobs.CancelAsync(run);
        await AssertCancelledAsync(run);
    }

    [Test]
    public async Task While_it_runs_returns_when_nothing_of_it_is_left()
    {
        var run = await jobs.SubmitAsync("trap '' TERM; echo $$ >pid; while :; do sleep 1; done", "--ntasks=2");
        await jobs.RunsAsync(run);
        await jobs.CancelAsync(run);
        await AssertCancelledAsync(run);
        await jobs.CancelAsync(run);
        Assert.That((await jobs.StatusAsync(run)).Reason, Is.Empty);
    }

    [Test]
    public async Task A_heterogeneous_job_ends_all_its_components()
    {
        var run = await jobs.SubmitScriptAsync("#!/bin/sh\nsleep 600", "--nodes=1", ":", "--nodes=1");
        await jobs.BecomesAsync(run, status => status.State == RunState.Running);
        await jobs.CancelAsync(run);
        await AssertCancelledAsync(run);
    }

    [Test]
    public async Task After_its_end_changes_nothing()
    {
        var run = await jobs.SubmitAsync("true");
        await jobs.EndsAsync(run);
        await jobs.CancelAsync(run);
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task Without_its_number_goes_by_its_name()
    {
        var run = await jobs.SubmitAsync("sleep 600");
        File.Delete(jobs.FileOf(run, "state/job"));
        await jobs.CancelAsync(run with { BackendId = null });
        await AssertCancelledAsync(run);
    }

    [Test]
    public async Task Leaves_another_job_alone_that_has_its_number_by_now()
    {
        var other = await jobs.SubmitAsync("sleep 600");
        var run = jobs.Intend() with { BackendId = other.BackendId };
        Directory.CreateDirectory(jobs.FileOf(run, "state/claim"));
        await jobs.CancelAsync(run);
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await jobs.StatusAsync(other)).State, Is.AnyOf(RunState.Queued, RunState.Running, RunState.Starting));
    }

    private async Task AssertCancelledAsync(Run run)
    {
        Assert.That(await jobs.CallAsync("squeue", "--noheader", $"--name={run.Id}"), Is.Empty);
        var status = await jobs.StatusAsync(run);
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Cancelled, "")));
    }
}
