using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class WarningTheBatchScript
{
    [TestCase("HUP")]
    [TestCase("USR1")]
    [TestCase("USR2")]
    public async Task What_only_the_batch_script_gets_reaches_the_ranks_too(string signal)
    {
        await using var workshop = SlurmWorkshop.On(await SharedCluster.GetAsync());
        var run = await workshop.StartAsync($"trap 'exit 3' {signal}; : >../output/ready; for i in $(seq 600); do sleep 0.1; done");
        await Eventually.HoldsAsync("the rank listens", () => Task.FromResult(File.Exists(Path.Combine(workshop.FolderOf(run), "output", "ready"))));
        await workshop.Cluster.SucceedAsync("scancel", "--batch", $"--signal={signal}", run.BackendId!);
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, (int?)3, (int?)0)), status.Reason);
    }
}
