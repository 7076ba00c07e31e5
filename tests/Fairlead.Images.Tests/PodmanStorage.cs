using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests;

/// <summary>Podman with images of a test's own. Skips the test where there is none, which is no fault anywhere.</summary>
internal sealed class PodmanStorage : IDisposable
{
    private readonly TemporaryDirectory directory;

    public PodmanStorage()
    {
        Service.Require("podman");
        directory = new TemporaryDirectory();
        var configuration = directory.Write("storage.conf", $"[storage]\ndriver = \"vfs\"\ngraphroot = \"{directory.File("graph")}\"\nrunroot = \"{directory.File("run")}\"\n");
        Engine = new ContainerEngine("podman", new Dictionary<string, string> { ["CONTAINERS_STORAGE_CONF"] = configuration });
    }

    public ContainerEngine Engine { get; }

    public void Dispose() => directory.Dispose();
}
