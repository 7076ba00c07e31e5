using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Slurm.Observing;

public sealed class Collecting : ObservingTest
{
    [Test]
    public async Task The_output_comes_whole_and_once()
    {
        var run = await jobs.SubmitAsync("mkdir output/deep; echo 1 >output/deep/results.csv");
        await jobs.EndsAsync(run);
        await jobs.Collector.CollectAsync(run, CancellationToken.None);
        var results = Path.Combine(run.OutputDirectory, "deep/results.csv");
        Assert.That(await File.ReadAllTextAsync(results), Is.EqualTo("1\n"));

        await File.WriteAllTextAsync(results, "mine");
        await jobs.Collector.CollectAsync(run, CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync(results), Is.EqualTo("mine"), "what is there is not brought again");
        Assert.That(Directory.GetFileSystemEntries(run.Directory), Is.EqualTo(new[] { run.OutputDirectory }), "nothing else is left");
    }

    [Test]
    public async Task An_output_that_became_an_artifact_is_brought_all_the_same()
    {
        var run = jobs.Intend();
        var artifact = Directory.CreateDirectory(Path.Combine(jobs.Site.Directory, "artifacts/abc")).FullName;
        await File.WriteAllTextAsync(Path.Combine(artifact, "data"), "prepared");
        Directory.CreateDirectory(jobs.FolderOf(run));
        Directory.CreateSymbolicLink(jobs.FileOf(run, "output"), artifact);
        await jobs.Collector.CollectAsync(run, CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run.OutputDirectory, "data")), Is.EqualTo("prepared"));
    }

    [Test]
    public async Task A_missing_output_is_named()
    {
        var run = jobs.Intend();
        var error = await Assert.ThrowsAsync<FairleadException>(() => jobs.Collector.CollectAsync(run, CancellationToken.None));
        Assert.That((error!.ExitCode, error.Message), Is.EqualTo((ExitCode.StageFailed, error.Message)));
        Assert.That(error.Message, Does.Contain(jobs.FileOf(run, "output")));
        Assert.That(Directory.Exists(run.OutputDirectory), Is.False);
    }
}
