using BenchmarkDotNet.Attributes;
using Fairlead.Primitives;
using Fairlead.Stages.Files;

namespace Fairlead.Benchmarks;

/// <summary>What an unchanged tree of 10,000 files costs, and what it would cost without the index.</summary>
[MemoryDiagnoser]
public class FileDigestBenchmarks
{
    private readonly SourceTree tree = new();

    [GlobalSetup]
    public void Remember()
    {
        var index = new FileDigestIndex(tree.IndexFile, new LaterClock());
        index.DigestsOf(tree.Files);
        index.Save();
    }

    [Benchmark(Baseline = true)]
    public Digest[] Hash_every_file() => [.. tree.Files.AsParallel().AsOrdered().Select(Digest.OfFile)];

    [Benchmark]
    public Digest[] Look_up_every_file() => new FileDigestIndex(tree.IndexFile, TimeProvider.System).DigestsOf(tree.Files);

    [Benchmark]
    public FileDigestIndex Open_the_index() => new(tree.IndexFile, TimeProvider.System);

    [GlobalCleanup]
    public void Remove() => tree.Remove();

    /// <summary>An hour ahead, so that files just written are not taken for racy.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddHours(1);
    }
}
