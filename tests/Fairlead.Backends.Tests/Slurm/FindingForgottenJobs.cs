using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class FindingForgottenJobs : BenchTest
{
    [Test]
    public async Task A_job_that_only_accounting_knows_is_adopted()
    {
        var job = bench.Job();
        var first = await bench.Launcher.SubmitAsync(job);
        await Eventually.HoldsAsync("accounting knows the job", async () =>
            (await ChildProcess.RunAsync("sacct", ["--noheader", $"--name={job.Request.Name}"], environment: bench.Cluster.Environment)).Output.Length > 0);
        File.Delete(Path.Combine(bench.FolderOf(first.Run), "state", "job"));
        var second = await bench.AddLauncher(HostWhoseQueueIsEmpty()).SubmitAsync(job);
        Assert.That(second.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
        Assert.That(second.Run.BackendId, Is.EqualTo(first.Run.BackendId));
    }

    private LocalHost HostWhoseQueueIsEmpty()
    {
        Directory.CreateDirectory(bench.File("bin"));
        var squeue = bench.File("bin/squeue");
        File.WriteAllText(squeue, "#!/bin/sh\n");
        File.SetUnixFileMode(squeue, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new LocalHost(new Dictionary<string, string>(bench.Cluster.Environment) { ["PATH"] = $"{Path.GetDirectoryName(squeue)}:{bench.Cluster.Environment["PATH"]}" });
    }
}
