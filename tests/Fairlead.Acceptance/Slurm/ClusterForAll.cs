using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

/// <summary>One cluster of four nodes for all tests that leave it as it is, started by the first that asks.</summary>
[SetUpFixture]
public sealed class ClusterForAll
{
    private static readonly Lazy<Task<SlurmCluster>> Started = new(() => SlurmCluster.StartAsync(nodes: 4, accounting: true));

    public static Task<SlurmCluster> GetAsync() => Started.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }
}
