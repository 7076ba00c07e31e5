using System.Runtime.CompilerServices;

namespace Fairlead.Images.Tests.Manifest;

/// <summary>Manifests in the shape of each of upstream's five producers.</summary>
internal static class UpstreamFixture
{
    public static readonly string[] Names = ["normal-build", "local-image", "use-image", "build-on-compute", "batch-not-built"];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "Upstream", $"{name}.json"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
