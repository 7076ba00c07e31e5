using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fairlead.Primitives;

namespace Fairlead.Testing;

/// <summary>A git server on a private port, with bare repositories below a folder.</summary>
public sealed class GitServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder;
    private readonly int port;
    private readonly Process daemon;

    private GitServer(string folder, int port, Process daemon)
    {
        this.folder = folder;
        this.port = port;
        this.daemon = daemon;
    }

    public static async Task<GitServer> StartAsync(string folder)
    {
        Service.Require("git");
        var port = LoopbackPort.Free();
        var daemon = ChildProcess.Start("git", ["daemon", "--export-all", $"--base-path={folder}", "--listen=127.0.0.1", $"--port={port}", "--reuseaddr"]);
        var server = new GitServer(folder, port, daemon);
        await server.WaitUntilItListensAsync();
        return server;
    }

    public string AddressOf(string repository) => $"git://127.0.0.1:{port}/group/{repository}.git";

    /// <summary>Puts a file <c>content</c> on top of a branch, making both as needed, and returns the commit.</summary>
    public async Task<string> CommitAsync(string repository, string branch, string content)
    {
        var bare = Path.Combine(folder, "group", $"{repository}.git");
        if (!Directory.Exists(bare))
            await GitAsync(folder, "init", "--quiet", "--bare", $"--initial-branch={branch}", bare);
        using var work = new TemporaryDirectory();
        await GitAsync(work.Path, "clone", "--quiet", bare, "tree");
        var tree = work.File("tree");
        await GitAsync(tree, "checkout", "--quiet", "-B", branch);
        await File.WriteAllTextAsync(Path.Combine(tree, "content"), content);
        await GitAsync(tree, "add", "content");
        await GitAsync(tree, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", content);
        await GitAsync(tree, "push", "--quiet", "origin", branch);
        return (await GitAsync(tree, "rev-parse", "HEAD")).Trim();
    }

    /// <summary>Runs git on one of the repositories.</summary>
    public Task<string> InAsync(string repository, params string[] arguments) =>
        GitAsync(Path.Combine(folder, "group", $"{repository}.git"), arguments);

    public async ValueTask DisposeAsync()
    {
        daemon.Kill(entireProcessTree: true);
        await daemon.WaitForExitAsync();
        daemon.Dispose();
    }

    private static async Task<string> GitAsync(string directory, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync("git", ["-C", directory, .. arguments]);
        return result.Succeeded ? result.Output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed: {result.Error}");
    }

    private async Task WaitUntilItListensAsync()
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (waited.Elapsed < Patience && !daemon.HasExited)
            {
                // Not yet.
            }
        }
    }
}
