using System.Diagnostics;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Testing;

/// <summary>A real sshd of a test's own on a loopback port, with keys of its own. It logs in whoever runs the test.</summary>
public sealed class SshServer : IDisposable
{
    private const int Attempts = 5;
    private readonly TemporaryDirectory directory = new();
    private readonly string daemon;
    private Process? process;

    private SshServer()
    {
        daemon = Service.Find("sshd")!;
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd"); // where sshd jails its own helper; its package makes it when the service starts
    }

    public int Port { get; private set; }

    public string Identity => directory.File("identity");

    public string KnownHosts => directory.File("known_hosts");

    public string HostKey => directory.File("host_key");

    /// <summary>How many connections were let in.</summary>
    public int Logins => Log.Split('\n').Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    private string Log => File.ReadAllText(directory.File("log"));

    /// <param name="sessions">How many commands share a connection at most.</param>
    /// <param name="settings">Further lines of sshd_config; those that come first count.</param>
    public static async Task<SshServer> StartAsync(int sessions = 10, params string[] settings)
    {
        Service.Require("ssh");
        Service.Require("sshd");
        var server = new SshServer();
        await server.StartAnewAsync([.. settings, $"MaxSessions {sessions}"]);
        return server;
    }

    /// <summary>Makes a key pair and returns the path of the private one.</summary>
    public static async Task<string> MakeKeyAsync(string path, string kind = "ed25519", string passphrase = "", params string[] options)
    {
        var made = await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", kind, "-N", passphrase, "-C", "", "-f", path, .. options]);
        return made.Succeeded ? path : throw new InvalidOperationException(made.Error);
    }

    /// <summary>Ends every connection, as when the network fails: what runs on the host goes on.</summary>
    public void BreakConnections()
    {
        foreach (var session in ChildrenOf(process!.Id))
            session.Kill();
    }

    /// <summary>Stops every connection as it is: the network still works, and nobody answers.</summary>
    public void FreezeConnections()
    {
        foreach (var session in ChildrenOf(process!.Id))
            Process.Start("kill", ["-STOP", session.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
    }

    /// <summary>Ends the server, its connections and what runs in them.</summary>
    public void Stop()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Stop();
        directory.Dispose();
    }

    private async Task StartAnewAsync(string[] configuration)
    {
        await MakeKeyAsync(HostKey);
        await MakeKeyAsync(Identity);
        for (var attempt = 1; ; attempt++)
        {
            Port = LoopbackPort.Free();
            File.WriteAllText(directory.File("log"), "");
            File.WriteAllText(KnownHosts, $"[127.0.0.1]:{Port} {File.ReadAllText($"{HostKey}.pub")}");
            File.WriteAllLines(directory.File("sshd_config"), [.. configuration, .. Configuration()]);
            process = ChildProcess.Start(daemon, ["-D", "-f", directory.File("sshd_config"), "-E", directory.File("log")]);
            if (await ListensAsync())
                return;
            Stop();
            if (attempt == Attempts)
                throw new InvalidOperationException($"sshd did not start:\n{Log}");
        }
    }

    /// <summary>False when it ended, for another took the port meanwhile.</summary>
    private async Task<bool> ListensAsync()
    {
        while (!process!.HasExited)
        {
            if (Log.Contains("Server listening", StringComparison.Ordinal))
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return false;
    }

    private IEnumerable<string> Configuration() =>
    [
        $"Port {Port}", "ListenAddress 127.0.0.1", $"HostKey {HostKey}", $"AuthorizedKeysFile {Identity}.pub", "PidFile none", "StrictModes no",
        "UsePAM no", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "MaxStartups 100", "LogLevel VERBOSE",
    ];

    private static IEnumerable<Process> ChildrenOf(int parent) =>
        from path in Directory.EnumerateFiles($"/proc/{parent}/task/{parent}", "children")
        from child in File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
}
