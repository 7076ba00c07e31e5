namespace Fairlead.Backends.Tests.Contract;

/// <summary>Collect: the job's output is brought home whole, once.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class CollectingOutput(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task Brings_every_file_and_may_be_repeated()
    {
        var run = await workshop.StartAsync("mkdir -p \"../output/a folder\"; printf 'x\\000y' >\"../output/a folder/bytes *?[.bin\"; echo done >../output/results.csv");
        await workshop.FinishAsync(run);
        for (var time = 0; time < 2; time++)
            await workshop.Executor.CollectAsync(run, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(run.OutputDirectory, "results.csv")), Is.EqualTo("done\n"));
            Assert.That(File.ReadAllBytes(Path.Combine(run.OutputDirectory, "a folder", "bytes *?[.bin")), Is.EqualTo(new byte[] { (byte)'x', 0, (byte)'y' }));
            Assert.That(Directory.EnumerateFileSystemEntries(run.Directory).Where(path => Path.GetFileName(path).StartsWith('.')), Is.Empty);
        });
    }
}
