using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests;

/// <summary>One engine for all tests that can share it, started by the first that asks. Each test gives its images names of their own.</summary>
[SetUpFixture]
public sealed class SharedEngine
{
    private static readonly Lazy<Task<DockerEngine>> Started = new(StartAsync);

    public static Task<DockerEngine> GetAsync() => Started.Value;

    public static async Task<ContainerEngine> ClientAsync() => new("docker", (await GetAsync()).Environment);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }

    private static async Task<DockerEngine> StartAsync()
    {
        var engine = await DockerEngine.StartAsync();
        await engine.ImportBusyboxAsync();
        return engine;
    }
}
