using Fairlead.Images.Engine;
using Fairlead.Node.Topology;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests;

/// <summary>One real engine for all tests that run containers, with an image of busybox that calls itself bash and python3 too.</summary>
[SetUpFixture]
public sealed class EngineBench
{
    private static readonly Lazy<Task<(DockerEngine Engine, string Image)>> Started = new(StartAsync);

    public static ContainerEngine Engine => new(Environment: Own.Environment);

    public static string Image => Started.Value.GetAwaiter().GetResult().Image;

    internal static DockerEngine Own => Started.Value.GetAwaiter().GetResult().Engine;

    /// <summary>Skips the test where there can be none.</summary>
    public static async Task ReadyAsync()
    {
        DockerEngine.Require();
        await Started.Value;
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (Started.IsValueCreated)
            await (await Started.Value).Engine.DisposeAsync();
    }

    private static async Task<(DockerEngine Engine, string Image)> StartAsync()
    {
        var engine = await DockerEngine.StartAsync();
        using var folder = new TemporaryDirectory();
        File.Copy(Service.Find("busybox")!, folder.File("busybox"));
        folder.Write("bash", "#!/bin/sh\nexec /bin/sh \"$@\"\n");
        File.SetUnixFileMode(folder.File("bash"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        folder.Write("Dockerfile", "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\nCOPY bash /bin/bash\n");
        var built = await ChildProcess.RunAsync("docker", ["build", "--quiet", "--network=none", "--tag", "fairlead-test/node:1", folder.Path], environment: new Dictionary<string, string>(engine.Environment) { ["DOCKER_BUILDKIT"] = "0" });
        return built.Succeeded ? (engine, built.Output.Trim()) : throw new InvalidOperationException(built.Error);
    }

    /// <summary>A job of its own.</summary>
    internal static JobTopology Job(int rank = 0, int world = 1) => Sample.Topology(rank, world) with { Job = Guid.NewGuid().ToString("N") };
}
