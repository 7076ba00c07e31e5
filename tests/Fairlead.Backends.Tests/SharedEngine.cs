using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>One container engine for all tests that leave it as it is, started by the first that asks. Those that disturb one start their own.</summary>
[SetUpFixture]
public sealed class SharedEngine
{
    private static readonly Lazy<Task<DockerEngine>> Started = new(StartAsync);

    public static Task<DockerEngine> GetAsync() => Started.Value;

    /// <summary>An engine with the images that tests use.</summary>
    public static async Task<DockerEngine> StartAsync()
    {
        var engine = await DockerEngine.StartAsync();
        try
        {
            await engine.ImportPythonAsync();
            await engine.ImportBusyboxAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }
}
