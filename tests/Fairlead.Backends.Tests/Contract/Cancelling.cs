using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>Cancel: whenever, however often, and nothing is left.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class Cancelling(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task Ends_every_process_of_every_rank()
    {
        var run = await workshop.StartAsync("sleep 600 & echo up; wait", nodes: 2, processes: 2);
        Assert.That(async () => (await workshop.ProcessesOfAsync(run)).Count, Is.GreaterThanOrEqualTo(8).After(30_000, 50));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(await workshop.ProcessesOfAsync(run), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Ends_ranks_that_ignore_a_polite_request()
    {
        var run = await workshop.StartAsync("trap '' TERM; echo deaf; while :; do sleep 1; done");
        Assert.That(async () => (await workshop.LogsAsync(run, new())).Count, Is.EqualTo(1).After(30_000, 50));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(await workshop.ProcessesOfAsync(run), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Is_safe_to_repeat()
    {
        var run = await workshop.StartAsync("sleep 600");
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Leaves_a_finished_run_as_it_ended()
    {
        var run = await workshop.StartAsync("true");
        await workshop.FinishAsync(run);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task Before_the_start_keeps_the_job_from_ever_starting()
    {
        var job = workshop.Job("echo started >../output/started");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        await workshop.SubmitAsync(job);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(File.Exists(Path.Combine(workshop.FolderOf(run), "output", "started")), Is.False);
    }
}
