using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class LauncherKilledOnACluster : BenchTest
{
    [Test]
    public async Task After_any_step_a_rerun_gives_one_job_that_ran_once([Values] SubmitStep step)
    {
        var (request, payload) = bench.Job();
        var requestFile = bench.File("request.json");
        await File.WriteAllTextAsync(requestFile, JobRequestJson.Write(request));

        var killed = await LaunchAsync(requestFile, payload.Archive, step.ToString());
        Assert.That(killed.ExitCode, Is.EqualTo(128 + 9), killed.Error);
        var rerun = await LaunchAsync(requestFile, payload.Archive, "");
        Assert.That(rerun.ExitCode, Is.Zero, rerun.Error);

        var run = bench.Launcher.Ledger.List().Single();
        Assert.That(await bench.JobsNamedAsync(request.Name), Is.EqualTo(new[] { run.BackendId }));
        Assert.That(await bench.FinishAsync(run), Is.EqualTo("COMPLETED"));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(bench.FolderOf(run), "output", "starts")), Has.Length.EqualTo(1));
    }

    private Task<ProcessResult> LaunchAsync(string requestFile, string archive, string step) => ChildProcess.RunAsync(
        "dotnet",
        [Path.Combine(TestContext.CurrentContext.TestDirectory, "Fairlead.Backends.Tests.Launcher.dll"), bench.Launcher.Ledger.Root, requestFile, archive, step, bench.Directory],
        environment: bench.Cluster.Environment);
}
