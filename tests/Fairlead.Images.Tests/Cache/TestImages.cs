using System.Security.Cryptography;
using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

/// <summary>Makes small images in an engine, on top of busybox or of each other.</summary>
internal static class TestImages
{
    /// <summary>A layer of random bytes, which no engine can compress.</summary>
    public static async Task BuildAsync(ContainerEngine engine, string name, int bytes = 1000, string from = DockerEngine.Busybox)
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllBytesAsync(folder.File("data"), RandomNumberGenerator.GetBytes(bytes));
        folder.Write("Dockerfile", $"FROM {from}\nCOPY data /data/{Guid.NewGuid():N}\n");
        var classic = new Dictionary<string, string>(engine.Environment!) { ["DOCKER_BUILDKIT"] = "0" };
        await (engine with { Environment = classic }).RunAsync(["build", "--quiet", "--tag", name, folder.Path], CancellationToken.None);
    }

    public static string NewName() => $"fairlead-test/{Guid.NewGuid():N}:1";
}
