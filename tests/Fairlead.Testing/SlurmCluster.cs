using System.Globalization;
using System.Runtime.CompilerServices;
using Fairlead.Primitives;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>A real Slurm cluster of several nodes on this machine, and its end. Skips the test where that cannot be had.</summary>
public sealed class SlurmCluster : IAsyncDisposable
{
    private static readonly string[] Programs = ["slurmctld", "slurmd", "slurmdbd", "munged", "mariadbd", "sshd", "ssh", "gcc", "unshare", "nsenter"];

    private SlurmCluster(string directory)
    {
        Directory = directory;
        SshPort = int.Parse(File.ReadAllText(Path.Combine(directory, "ssh", "port")), CultureInfo.InvariantCulture);
        Environment = new Dictionary<string, string>
        {
            ["SLURM_CONF"] = Path.Combine(directory, "etc", "slurm.conf"),
            ["PATH"] = $"{Path.Combine(directory, "bin")}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}",
        };
    }

    public string Directory { get; }

    /// <summary>The file system that the nodes and the login node share.</summary>
    public string Shared => Path.Combine(Directory, "shared");

    public string Jobs => Path.Combine(Shared, "jobs");

    /// <summary>Has programs of this machine find the cluster: this machine is a login node too.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>An env.toml with the profiles <c>cluster</c>, over SSH, and <c>login</c>, from this machine.</summary>
    public string Profiles => Path.Combine(Directory, "env.toml");

    public int SshPort { get; }

    public string Identity => Path.Combine(Directory, "ssh", "identity");

    public string KnownHosts => Path.Combine(Directory, "ssh", "known_hosts");

    /// <summary>Knows this host by another key.</summary>
    public string WrongKnownHosts => Path.Combine(Directory, "ssh", "wrong_known_hosts");

    /// <summary>Skips the test where a cluster cannot be had.</summary>
    public static void Require()
    {
        foreach (var program in Programs)
            Service.Require(program);
        Service.Require(System.Environment.IsPrivilegedProcess, "a Slurm cluster needs root");
    }

    /// <summary>The program that starts and stops clusters.</summary>
    public static string Script => Path.GetFullPath("../services/slurm-cluster", Path.GetDirectoryName(ThisFile())!);

    public static async Task<SlurmCluster> StartAsync(int nodes = 4, bool accounting = false)
    {
        Require();
        return await StartInAsync(System.IO.Directory.CreateTempSubdirectory("slurm-").FullName, nodes, accounting);
    }

    public static async Task<SlurmCluster> StartInAsync(string directory, int nodes, bool accounting)
    {
        await CallAsync("start", directory, [$"--nodes={nodes}", .. accounting ? ["--accounting"] : Array.Empty<string>()]);
        return new SlurmCluster(directory);
    }

    /// <summary>Runs a program of Slurm on this machine, counted and faulty as the jobs' own calls.</summary>
    public Task<ProcessResult> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync(Path.Combine(Directory, "bin", program), arguments, environment: Environment, cancellationToken: TestContext.CurrentContext.CancellationToken);

    /// <summary>Runs a program that must end well.</summary>
    public async Task<ProcessResult> SucceedAsync(string program, params string[] arguments)
    {
        var result = await RunAsync(program, arguments);
        Assert.That(result.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result;
    }

    public Task StopControllerAsync() => CallAsync("stop-controller", Directory);

    public Task StartControllerAsync() => CallAsync("start-controller", Directory);

    public Task StopMungeAsync() => CallAsync("stop-munge", Directory);

    public Task StartMungeAsync() => CallAsync("start-munge", Directory);

    public Task StopDatabaseAsync() => CallAsync("stop-database", Directory);

    public Task StartDatabaseAsync() => CallAsync("start-database", Directory);

    /// <summary>As when its power fails: everything on the node ends at once, and Slurm finds out for itself.</summary>
    public Task KillNodeAsync(string node) => CallAsync("kill-node", Directory, node);

    public Task StartNodeAsync(string node) => CallAsync("start-node", Directory, node);

    /// <summary>Every call of a program of Slurm, as <c>NODE PROGRAM ARGUMENTS</c>; the node is <c>login</c> or <c>n1</c>, <c>n2</c> …</summary>
    public IReadOnlyList<string> Calls() => File.ReadAllLines(Path.Combine(Directory, "calls.log"));

    /// <summary>Puts a bash script in the place of a program of Slurm. It gets the arguments, and in <c>REAL</c> the path of the program.</summary>
    public void Fault(string program, string script)
    {
        var draft = Path.Combine(Directory, "faults", $".{program}");
        File.WriteAllText(draft, script);
        File.Move(draft, FaultOf(program), overwrite: true);
    }

    public void Mend(string program) => File.Delete(FaultOf(program));

    public async ValueTask DisposeAsync() => await CallAsync("stop", Directory);

    private string FaultOf(string program) => Path.Combine(Directory, "faults", program);

    private static async Task CallAsync(string verb, string directory, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(Script, [verb, directory, .. arguments]);
        if (!result.Succeeded)
            throw new InvalidOperationException($"slurm-cluster {verb} failed:\n{result.Error}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
