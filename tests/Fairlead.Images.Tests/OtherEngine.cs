using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests;

/// <summary>The engine of another host than <see cref="SharedEngine"/>'s: nothing reaches it but what a test brings.</summary>
[SetUpFixture]
public sealed class OtherEngine
{
    private static readonly Lazy<Task<DockerEngine>> Started = new(DockerEngine.StartAsync);

    public static Task<DockerEngine> GetAsync() => Started.Value;

    public static async Task<ContainerEngine> ClientAsync() => new("docker", (await GetAsync()).Environment);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }
}
