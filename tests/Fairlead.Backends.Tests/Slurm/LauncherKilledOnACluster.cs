using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class LauncherKilledOnACluster : BenchTest
{
    [Test]
    public async Task After_any_step_a_rerun_gives_one_job_that_ran_once([Values] SubmitStep step)
    {
        var job = bench.Job();
        var launcher = new LauncherProgram(bench.Launcher.Ledger.Root, bench.Launcher.Target.Site, bench.Cluster.Environment);
        var killed = await launcher.RunAsync(job, step);
        Assert.That(killed.ExitCode, Is.EqualTo(128 + 9), killed.Error);
        var rerun = await launcher.RunAsync(job);
        Assert.That(rerun.ExitCode, Is.Zero, rerun.Error);

        var run = bench.Launcher.Ledger.List().Single();
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.EqualTo(new[] { run.BackendId }));
        Assert.That(await bench.FinishAsync(run), Is.EqualTo("COMPLETED"));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(bench.FolderOf(run), "output", "starts")), Has.Length.EqualTo(1));
    }
}
