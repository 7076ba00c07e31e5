namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>Hand-written jobs on the cluster that the tests share.</summary>
public abstract class ObservingTest
{
    private protected ObservedJobs jobs = null!;

    [SetUp]
    public async Task SetUp() => jobs = new ObservedJobs(await SharedCluster.GetAsync());

    [TearDown]
    public void CleanUp() => jobs.Dispose();
}
