using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Fairlead.Primitives;
using Fairlead.Stages;

namespace Fairlead.Benchmarks;

/// <summary>The key of a stage with 10,000 input files.</summary>
[MemoryDiagnoser]
public class StageKeyBenchmarks
{
    private readonly ImmutableArray<StageInput> inputs =
        [.. Enumerable.Range(0, 10_000).Select(i => new StageInput($"file:package_{i / 50}/module_{i}.py", Digest.Of($"{i}").ToString()))];

    [Benchmark]
    public Digest Compute_the_key() => new StageInputs("package", 1, "nano3/sft local", inputs).Key;
}
