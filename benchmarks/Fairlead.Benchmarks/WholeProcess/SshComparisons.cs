using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>The built-in SSH client beside OpenSSH with a shared connection, both to the same sshd of this machine.</summary>
internal static class SshComparisons
{
    private const int Commands = 100;
    private const int LargeBytes = 200_000_000;
    private static readonly RemoteScript Size = new("size.sh", Repeatable: true);

    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("ssh-connect", "none", Pairs: 10, ConnectAsync),
        new("ssh-100-commands", "no slower than OpenSSH", Pairs: 5, CommandsAsync),
        new("ssh-upload", "no slower than OpenSSH", Pairs: 3, UploadAsync),
        new("ssh-download", "no slower than OpenSSH", Pairs: 3, DownloadAsync),
    ];

    private static async Task<(Side Ours, Side Peer)> ConnectAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var site = await StartAsync(workplace, cancellationToken);
        var number = 0;
        return Sides(client => (site: Anew(site with { Client = client }), 0), async (fresh, cancel) => await AskAsync(new SshHost(fresh.site), cancel));

        // Another name for the same file is another connection.
        SlurmSite Anew(SlurmSite old)
        {
            var known = workplace.File($"known-{number++}");
            File.Copy(old.KnownHosts!, known);
            return old with { KnownHosts = known };
        }
    }

    private static async Task<(Side Ours, Side Peer)> CommandsAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var site = await StartAsync(workplace, cancellationToken);
        var hosts = new RemoteHosts();
        return Sides(client => hosts.For(site with { Client = client }), async (host, cancel) =>
        {
            for (var command = 0; command < Commands; command++)
                await AskAsync(host, cancel);
        });
    }

    private static async Task<(Side Ours, Side Peer)> UploadAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var site = await StartAsync(workplace, cancellationToken);
        var hosts = new RemoteHosts();
        var number = 0;
        var file = Noise(workplace.File("upload"));
        return Sides(client => hosts.For(site with { Client = client }), (host, cancel) => host.UploadAsync(file, workplace.File($"uploaded-{number++}"), null, cancel));
    }

    private static async Task<(Side Ours, Side Peer)> DownloadAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var site = await StartAsync(workplace, cancellationToken);
        var hosts = new RemoteHosts();
        var number = 0;
        Directory.CreateDirectory(workplace.File("download"));
        Noise(Path.Combine(workplace.File("download"), "file"));
        return Sides(client => hosts.For(site with { Client = client }), (host, cancel) => host.DownloadAsync(workplace.File("download"), Directory.CreateDirectory(workplace.File($"downloaded-{number++}")).FullName, cancel));
    }

    private static (Side Ours, Side Peer) Sides<T>(Func<SshClientKind, T> arrange, Func<T, CancellationToken, Task> run)
    {
        return (Of("built-in", SshClientKind.Builtin), Of("OpenSSH", SshClientKind.OpenSsh));

        Side Of(string name, SshClientKind client)
        {
            var subject = default(T)!;
            return new Side(name, cancel => run(subject, cancel))
            {
                ArrangeAsync = _ =>
                {
                    subject = arrange(client);
                    return Task.CompletedTask;
                },
            };
        }
    }

    private static async Task AskAsync(IRemoteHost host, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Size, ["/etc/passwd"], default, cancellationToken);
        if (!result.Succeeded)
            throw FairleadException.Stage($"size.sh exited with code {result.ExitCode}: {result.Error}");
    }

    private static string Noise(string path)
    {
        var bytes = new byte[LargeBytes];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<SlurmSite> StartAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        foreach (var key in new[] { "host", "identity" })
            await workplace.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", workplace.File(key)], cancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await File.WriteAllTextAsync(workplace.File("known"), $"[127.0.0.1]:{port.ToString(CultureInfo.InvariantCulture)} {await File.ReadAllTextAsync(workplace.File("host.pub"), cancellationToken)}", cancellationToken);
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
        // SHLVL: else each command's bash reads the user's .bashrc, and the rows measure that.
        var server = ChildProcess.Start("/usr/sbin/sshd",
            ["-D", "-e", "-f", "/dev/null", "-o", $"Port={port}", "-o", "ListenAddress=127.0.0.1", "-o", $"HostKey={workplace.File("host")}", "-o", $"AuthorizedKeysFile={workplace.File("identity.pub")}", "-o", "StrictModes=no", "-o", "PidFile=none", "-o", "UsePAM=no", "-o", "SetEnv=SHLVL=2"]);
        workplace.EndWith(() =>
        {
            server.Kill(entireProcessTree: true);
            server.Dispose();
            return Task.CompletedTask;
        });
        while (await server.StandardError.ReadLineAsync(cancellationToken) is { } line && !line.Contains("Server listening", StringComparison.Ordinal))
        {
            // It begins.
        }

        _ = server.StandardError.ReadToEndAsync(cancellationToken);
        return new SlurmSite("/", "127.0.0.1", port, Identity: workplace.File("identity"), KnownHosts: workplace.File("known"));
    }
}
