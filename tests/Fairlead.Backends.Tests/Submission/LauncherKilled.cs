using Fairlead.Runs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Submission;

public sealed class LauncherKilled
{
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task After_any_step_a_rerun_gives_one_job_that_ran_once([Values] SubmitStep step)
    {
        var job = workshop.Job("echo once >>../output/starts");
        var killed = await workshop.Launcher.RunAsync(job, step);
        Assert.That(killed.ExitCode, Is.EqualTo(128 + 9), killed.Error);
        var rerun = await workshop.Launcher.RunAsync(job);
        Assert.That(rerun.ExitCode, Is.Zero, rerun.Error);

        var run = workshop.Ledger.List().Single();
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(run.OutputDirectory, "starts")), Has.Length.EqualTo(1));
    }
}
