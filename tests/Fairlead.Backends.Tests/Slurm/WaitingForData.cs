using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class WaitingForData : BenchTest
{
    private static readonly PinnedArtifact Artifact = new("data", Digest.Of("data"));

    [Test]
    public async Task A_job_waits_for_the_run_that_makes_its_data_and_for_what_the_user_says()
    {
        var preparation = await PrepareAsync("while [ ! -e go ]; do sleep 0.1; done");
        var held = (await bench.Launcher.SubmitAsync(bench.Job("true", directives: "#SBATCH --hold"))).Run;
        var job = Training(preparation);
        job.Request = job.Request with { Part = job.Request.PartAs<SlurmPart>() with { Dependency = $"after:{held.BackendId}" } };
        var run = (await bench.Launcher.SubmitAsync(job)).Run;
        Assert.That(await bench.ShownAsync(run, "%E"), Does.Contain($"afterok:{preparation.BackendId}").And.Contain($"after:{held.BackendId}"));

        await bench.Launcher.Executor.CancelAsync(held, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(bench.FolderOf(preparation), "go"), "");
        Assert.That(await bench.FinishAsync(run), Is.EqualTo("COMPLETED"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(bench.FolderOf(run), "output", "seen")), Is.EqualTo("prepared\n"));
    }

    [Test]
    public async Task A_job_whose_data_is_there_waits_for_nobody()
    {
        var preparation = await PrepareAsync("true");
        await bench.FinishAsync(preparation);
        var run = (await bench.Launcher.SubmitAsync(Training(preparation, directives: "#SBATCH --hold"))).Run;
        Assert.That(await bench.ShownAsync(run, "%E"), Is.EqualTo("(null)"));
    }

    [Test]
    public async Task A_job_whose_data_will_never_come_is_ended_by_the_scheduler()
    {
        var preparation = await PrepareAsync("exit 1");
        var run = (await bench.Launcher.SubmitAsync(Training(preparation))).Run;
        Assert.That(await bench.FinishAsync(run), Does.StartWith("CANCELLED"));
    }

    [Test]
    public async Task Data_that_has_gone_is_named_with_the_run_that_made_it()
    {
        var preparation = await PrepareAsync("true");
        await bench.FinishAsync(preparation);
        Directory.Delete(bench.Layout.Artifact(Artifact.Digest), recursive: true);
        var known = preparation with { Final = new RunStatus(RunState.Succeeded, "COMPLETED") };
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(Training(known)));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(preparation.Id).And.Contain(bench.Layout.Artifact(Artifact.Digest)).And.Contain("--resubmit"));
    }

    [Test]
    public async Task Data_that_nobody_makes_is_refused()
    {
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(Training(null)));
        Assert.That(error!.Message, Does.Contain("no run that makes it"));
    }

    private async Task<Run> PrepareAsync(string script)
    {
        var artifact = bench.Layout.Artifact(Artifact.Digest);
        var (request, payload) = bench.Job($"{script}\necho prepared >output/data\nmkdir -p \"{Path.GetDirectoryName(artifact)}\"\nmv -T output \"{artifact}\"");
        request = request with { Part = request.PartAs<SlurmPart>() with { Publishes = Artifact } };
        return (await bench.Launcher.SubmitAsync((request, payload))).Run;
    }

    private (JobRequest Request, Payload Payload) Training(Run? preparation, string directives = "")
    {
        var (request, payload) = bench.Job($"cat \"{bench.Layout.Artifact(Artifact.Digest)}/data\" >output/seen", directives);
        return (
            request with { Artifacts = ImmutableSortedDictionary<string, PinnedArtifact>.Empty.Add("input", Artifact) },
            payload with { After = preparation is null ? [] : [preparation] });
    }
}
