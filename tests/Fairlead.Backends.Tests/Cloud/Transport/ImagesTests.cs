using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

/// <summary>What pods do in images that lack programs: a PATH with chosen links on it.</summary>
public sealed class ImagesTests
{
    private const int MissingTool = 69;

    private static readonly string[] Essential = ["cat", "date", "ls", "mkdir", "mktemp", "mv", "rm", "sh", "sleep", "touch"];
    private static readonly string[] Complete = [.. Essential, "base64", "find", "gzip", "sha256sum", "tar", "xz"];

    [TestCase("base64", "decode")]
    [TestCase("sha256sum", "check")]
    [TestCase("gzip", "decompress")]
    [TestCase("tar", "unpack")]
    public async Task A_tool_that_is_missing_is_named_and_python_does_as_well(string tool, string purpose)
    {
        using var without = new Volume();
        var pod = await without.RunAsync(("PATH", PathWith(without, Complete.Except([tool]))));
        Assert.That(pod.ExitCode, Is.EqualTo(MissingTool), pod.Output);
        Assert.That(pod.Output, Does.Contain(tool).And.Contain("python3").And.Contain(purpose));

        using var with = new Volume();
        await SucceedsAsync(with, PathWith(with, [.. Complete.Except([tool]), "python3"]));
    }

    [Test]
    public async Task Python_alone_is_enough()
    {
        using var volume = new Volume();
        await SucceedsAsync(volume, PathWith(volume, [.. Essential, "python3"]));
    }

    [Test]
    public async Task No_python_is_needed()
    {
        using var volume = new Volume();
        await SucceedsAsync(volume, PathWith(volume, Complete));
    }

    [Test]
    public async Task An_image_of_busybox_is_enough()
    {
        Service.Require("busybox");
        using var volume = new Volume();
        await SucceedsAsync(volume, PathWith(volume, Complete, "busybox"), "busybox sh");
    }

    [TestCase("mktemp")]
    [TestCase("date")]
    public async Task A_tool_that_nothing_replaces_is_named(string tool)
    {
        using var volume = new Volume();
        var pod = await volume.RunAsync(("PATH", PathWith(volume, Complete.Except([tool]))));
        Assert.That(pod.ExitCode, Is.EqualTo(MissingTool), pod.Output);
        Assert.That(pod.Output, Does.Contain($"the image has no {tool}"));
    }

    [TestCase("xz")]
    [TestCase("python3")]
    public async Task Files_compressed_by_xz_are_unpacked_by_xz_or_python(string tool)
    {
        using var volume = await CompressedByXzAsync();
        await SucceedsAsync(volume, PathWith(volume, [.. Complete.Except(["xz"]), tool]));
    }

    [Test]
    public async Task Without_xz_and_python_both_are_named()
    {
        using var volume = await CompressedByXzAsync();
        var pod = await volume.RunAsync(("PATH", PathWith(volume, Complete.Except(["xz"]))));
        Assert.That(pod.ExitCode, Is.EqualTo(MissingTool), pod.Output);
        Assert.That(pod.Output, Does.Contain("neither xz nor a python3 with lzma"));
    }

    private static async Task<Volume> CompressedByXzAsync()
    {
        Service.Require("xz");
        using var plain = new Volume();
        return new Volume { Source = (await XzProgram.CompressAsync(plain.Source, CancellationToken.None))! };
    }

    private static async Task SucceedsAsync(Volume volume, string path, string shell = "dash")
    {
        var pod = await Pod.RunAsync(volume.Plan(), shell, ("PATH", path));
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("reads import this"));
        Assert.That(volume.Leftovers(), Is.Empty);
    }

    private static string PathWith(Volume volume, IEnumerable<string> tools, string? program = null)
    {
        var folder = Directory.CreateDirectory(volume.Beside("bin")).FullName;
        foreach (var tool in tools)
            File.CreateSymbolicLink(Path.Combine(folder, tool), Target(program ?? tool));
        return folder;
    }

    // A link to a launcher that looks at its own name, as version managers have them, would not do.
    private static string Target(string tool) =>
        tool == "python3" ? ChildProcess.RunAsync("python3", ["-c", "import sys; print(sys.executable)"]).GetAwaiter().GetResult().Output.TrimEnd() : Service.Find(tool)!;
}
