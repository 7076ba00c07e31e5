using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class MissingMounts : BenchTest
{
    [Test]
    public async Task What_is_certainly_not_on_the_cluster_is_named_before_the_job_is_queued()
    {
        var (missing, there) = (Path.Combine(bench.Cluster.Jobs, "data", "gone"), Path.GetDirectoryName(bench.Cluster.Jobs)!);
        var (request, payload) = bench.Job();
        var job = (request with { Part = request.PartAs<SlurmPart>() with { MountSources = [missing, there, "/proc/only-on-nodes"] } }, payload);
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(missing).And.Not.Contain(there + " ").And.Not.Contain("/proc").And.Contain("lustre_mount"));
        Assert.That(Directory.Exists(bench.Layout.Run(request.Name)), Is.False);
    }

    [Test]
    public async Task What_only_the_nodes_can_see_is_left_to_them()
    {
        var (request, payload) = bench.Job();
        var run = (await bench.Launcher.SubmitAsync((request with { Part = request.PartAs<SlurmPart>() with { MountSources = ["/proc/only-on-nodes"] } }, payload))).Run;
        Assert.That(await bench.FinishAsync(run), Is.EqualTo("COMPLETED"));
    }
}
