namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class NodeNumberTests
{
    private const int Nodes = 4;

    [TestCase("3", "NODE_RANK=3", "PET_NODE_RANK=1", "GROUP_RANK=1", "SLURM_NODEID=1", "RANK=1", "WORLD_SIZE=4")]
    [TestCase("3", "PET_NODE_RANK=3", "GROUP_RANK=1", "RANK=1", "WORLD_SIZE=4")]
    [TestCase("3", "GROUP_RANK=3", "SLURM_NODEID=1")]
    [TestCase("3", "SLURM_NODEID=3", "LEPTON_JOB_WORKER_INDEX=1")]
    [TestCase("3", "LEPTON_JOB_WORKER_INDEX=3", "HOSTNAME=job-worker-1")]
    [TestCase("3", "RANK=3", "WORLD_SIZE=4", "HOSTNAME=job-worker-1")]
    [TestCase("1", "RANK=3", "WORLD_SIZE=32", "HOSTNAME=job-worker-1")]
    [TestCase("1", "HOSTNAME=job-worker-1")]
    [TestCase("?", "HOSTNAME=job-worker-x")]
    [TestCase("?", "HOSTNAME=job-7f9c-1")]
    [TestCase("?", "NODE_RANK=4")]
    [TestCase("?", "NODE_RANK=first")]
    [TestCase("2", "NODE_RANK=", "PET_NODE_RANK=2")]
    public async Task Of_what_a_platform_says_the_first_that_makes_sense_counts(string expected, params string[] variables)
    {
        using var volume = new Volume();
        await volume.RunAsync();
        var pod = await Pod.RunAsync(volume.Plan(Nodes), [.. variables.Select(variable => (variable.Split('=')[0], variable.Split('=')[1]))]);
        Assert.That(pod.Output, Does.StartWith($"[pod {expected}] SRC is at"));
    }

    [Test]
    public async Task The_only_node_of_a_job_is_the_first_whatever_its_name()
    {
        using var volume = new Volume();
        Assert.That((await volume.RunAsync(("HOSTNAME", "job-worker-7"))).Output, Does.Contain("pod 0 reads"));
    }
}
