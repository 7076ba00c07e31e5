using Fairlead.Testing;

namespace Fairlead.Acceptance;

/// <summary>One engine for all tests that leave it as it is, with the base of the recipes' images; started by the first that asks.</summary>
[SetUpFixture]
public sealed class EngineForAll
{
    /// <summary>What the recipes' Dockerfiles start from. The engine here has Debian's Python under that name.</summary>
    public const string Base = "python:3.12-slim-bookworm";

    private static readonly Lazy<Task<DockerEngine>> Started = new(StartAsync);

    public static Task<DockerEngine> GetAsync() => Started.Value;

    /// <summary>An engine of the test's own: another host.</summary>
    public static Task<DockerEngine> StartAnotherAsync() => DockerEngine.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }

    private static async Task<DockerEngine> StartAsync()
    {
        var engine = await DockerEngine.StartAsync();
        await engine.ImportPythonAsync(Base);
        return engine;
    }
}
