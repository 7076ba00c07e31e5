using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>One cluster for all tests that leave it as it is, started by the first that asks. Those that disturb one start their own.</summary>
[SetUpFixture]
public sealed class SharedCluster
{
    private static readonly Lazy<Task<SlurmCluster>> WithAccounts = new(() => SlurmCluster.StartAsync(accounting: true));

    public static Task<SlurmCluster> GetAsync() => WithAccounts.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (WithAccounts is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await WithAccounts.Value).DisposeAsync();
    }
}
