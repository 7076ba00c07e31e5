using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks;

/// <summary>The BenchmarkDotNet ones, in a short run.</summary>
internal static class MicroBenchmarks
{
    // In this process: the generated projects of the default toolchain would need a restore of their own.
    private static readonly Job Short = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);

    /// <param name="filter">Part of a benchmark's name; empty: all.</param>
    /// <returns>How many were measured.</returns>
    /// <exception cref="FairleadException">One of them failed.</exception>
    public static int Run(string filter)
    {
        var config = DefaultConfig.Instance.AddJob(Short).WithArtifactsPath(Path.Combine(Repository.Results, "micro"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(["--filter", $"*{filter}*"], config).ToList();
        return summaries.TrueForAll(summary => summary.Reports.All(report => report.Success) && !summary.HasCriticalValidationErrors)
            ? summaries.Sum(summary => summary.BenchmarksCases.Length)
            : throw FairleadException.Stage("a micro-benchmark failed; its log is below artifacts/benchmarks/micro");
    }
}
