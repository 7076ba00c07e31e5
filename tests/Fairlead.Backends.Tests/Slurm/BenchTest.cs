namespace Fairlead.Backends.Tests.Slurm;

/// <summary>Submissions to the cluster that the tests share.</summary>
public abstract class BenchTest
{
    private protected ClusterBench bench = null!;

    [SetUp]
    public async Task OpenAsync() => bench = await ClusterBench.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await bench.DisposeAsync();
}
