using System.Runtime.CompilerServices;
using Fairlead.Primitives;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>A real Docker Engine of its own on this machine, and its end. Two of them are as separate as two hosts. Skips the test where that cannot be had.</summary>
public sealed class DockerEngine : IAsyncDisposable
{
    /// <summary>An image with a shell, the usual tools and Python, once <see cref="ImportPythonAsync"/> has brought it.</summary>
    public const string Python = "fairlead-test/python:1";

    /// <summary>An image of one static program, once <see cref="ImportBusyboxAsync"/> has brought it.</summary>
    public const string Busybox = "fairlead-test/busybox:1";

    private static readonly string[] Programs = ["dockerd", "docker", "containerd", "unshare", "busybox", "python3"];
    private readonly string directory;

    private DockerEngine(string directory)
    {
        this.directory = directory;
        Environment = new Dictionary<string, string> { ["DOCKER_HOST"] = $"unix://{Path.Combine(directory, "docker.sock")}" };
    }

    /// <summary>Has clients find this engine.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The client of Debian's package, which brings BuildKit along; the machine may have a newer one that does not.</summary>
    public static string ClientWithBuildKit => "/usr/bin/docker";

    public static void Require()
    {
        foreach (var program in Programs)
            Service.Require(program);
        Service.Require(System.Environment.IsPrivilegedProcess, "dockerd needs root");
    }

    public static Task<DockerEngine> StartAsync() => StartInAsync(Directory.CreateTempSubdirectory("engine-").FullName);

    /// <param name="directory">New or empty, with a short path: sockets lie in it.</param>
    public static async Task<DockerEngine> StartInAsync(string directory)
    {
        Require();
        await CallAsync("start", directory);
        return new DockerEngine(directory);
    }

    /// <summary>Runs the client.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("docker", arguments, environment: Environment, cancellationToken: TestContext.CurrentContext.CancellationToken);

    /// <summary>Runs the client, which must end well, and gives what it printed, trimmed.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, $"docker {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result.Output.Trim();
    }

    /// <summary>As if the machine had lost power: every container is killed, and the engine starts again with what is on its disk.</summary>
    public Task RestartAsync() => CallAsync("restart", directory);

    /// <param name="name">What the image is called.</param>
    public async Task ImportPythonAsync(string name = Python)
    {
        using var folder = new TemporaryDirectory();
        var tar = folder.File("base.tar");
        await CallAsync("base-image", tar);
        await SucceedAsync("import", tar, name);
    }

    public async Task ImportBusyboxAsync()
    {
        using var folder = new TemporaryDirectory();
        File.Copy(Service.Find("busybox")!, folder.File("busybox"));
        File.WriteAllText(folder.File("Dockerfile"), "FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\n");
        var result = await ChildProcess.RunAsync("docker", ["build", "--quiet", "--tag", Busybox, folder.Path], environment: new Dictionary<string, string>(Environment) { ["DOCKER_BUILDKIT"] = "0" });
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    /// <summary>An image of one program that is no shell.</summary>
    public async Task ImportWithoutShellAsync(string name)
    {
        using var folder = new TemporaryDirectory();
        var busybox = Service.Find("busybox")!;
        var tar = folder.File("image.tar");
        await ChildProcess.RunAsync("tar", ["--create", $"--file={tar}", $"--directory={Path.GetDirectoryName(busybox)}", "busybox"]);
        await SucceedAsync("import", tar, name);
    }

    public async ValueTask DisposeAsync() => await CallAsync("stop", directory);

    private static async Task CallAsync(string verb, string path)
    {
        var result = await ChildProcess.RunAsync(Script, [verb, path]);
        if (!result.Succeeded)
            throw new InvalidOperationException($"container-engine {verb} failed:\n{result.Error}");
    }

    private static string Script => Path.GetFullPath("../services/container-engine", Path.GetDirectoryName(ThisFile())!);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
