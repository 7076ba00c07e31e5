using Fairlead.Runs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Docker;

public sealed class TalkingToPodman
{
    private PodmanWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await PodmanWorkshop.OpenAsync();

    [TearDown]
    public async Task CloseAsync()
    {
        if (workshop is not null)
            await workshop.DisposeAsync();
    }

    [Test]
    public async Task A_job_runs_and_its_containers_go()
    {
        var job = workshop.Job("echo $RANK of $WORLD_SIZE", nodes: 2);
        var run = (await workshop.SubmitAsync(job)).Run;
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        Assert.That(log.Select(line => line.Text), Is.EquivalentTo(new[] { "0 of 2", "1 of 2" }));
        Assert.That((await workshop.CallAsync("ps", "--all", "--quiet")).Output, Is.Empty);
        Assert.That((await workshop.SubmitAsync(job)).Outcome, Is.EqualTo(SubmitOutcome.Adopted));
    }

    [Test]
    public async Task A_live_job_is_running_and_can_be_cancelled()
    {
        var run = await workshop.StartAsync("sleep 600");
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Running));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That((await workshop.CallAsync("ps", "--all", "--quiet")).Output, Is.Empty);
    }
}
