using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Tests.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>Submissions of batch scripts written by hand to a job directory of their own. Whatever still runs is ended with the test.</summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    private readonly TemporaryDirectory local = new();
    private readonly List<Bench> launchers = [];

    public ClusterBench(SlurmCluster cluster, string? directory = null, Way way = Way.Local)
    {
        Cluster = cluster;
        Directory = directory ?? Path.Combine(cluster.Jobs, $"it's {Guid.NewGuid():N}");
        Site = way == Way.Local
            ? new SlurmSite(Directory)
            : new SlurmSite(Directory, "127.0.0.1", cluster.SshPort, "root", cluster.Identity, cluster.KnownHosts, Client: SharedSshServer.ClientOf(way));
        Login = way == Way.Local ? new LocalHost(cluster.Environment) : new SshHost(Site);
        Launcher = AddLauncher();
    }

    public SlurmCluster Cluster { get; }

    public string Directory { get; }

    public SlurmSite Site { get; }

    public IRemoteHost Login { get; }

    public Bench Launcher { get; }

    public ClusterLayout Layout => new(Directory);

    public static async Task<ClusterBench> OpenAsync(Way way = Way.Local) => new(await SharedCluster.GetAsync(), way: way);

    public string File(string name) => local.File(name);

    /// <summary>One more launcher, with a ledger of its own.</summary>
    public Bench AddLauncher(IRemoteHost? host = null, TimeProvider? time = null)
    {
        var ledger = new RunLedger(local.File($"runs-{launchers.Count}"), Known.Backends, TimeProvider.System);
        var executor = new SlurmExecutor(_ => host ?? Login, time ?? TimeProvider.System);
        launchers.Add(new Bench(ledger, executor, new Submitter(ledger, executor, TimeProvider.System), new SubmitTarget("test", Site)));
        return launchers[^1];
    }

    /// <summary>A request whose batch script is <paramref name="script"/>, and its bytes.</summary>
    public (JobRequest Request, Payload Payload) Job(string script = "echo once >>output/starts", string directives = "", string source = "print('source')\n")
    {
        var (archive, digest) = Pack(source);
        var request = new JobRequest
        {
            Recipe = "test/job",
            Config = "tiny",
            Executor = "slurm",
            Nodes = 1,
            ProcessesPerNode = 1,
            Source = new SourceReference(digest, "recipes", "recipes/job.sh"),
            Files = ImmutableSortedDictionary<string, string>.Empty
                .Add("job.sbatch", $"#!/bin/bash\n#SBATCH --account=lab7 --partition=main --time=5 --output=logs/batch.log\n{directives}\nset -eu\n{script}\n")
                .Add("config.json", "{}\n"),
            Part = new SlurmPart("local", Directory, null, null, [], null),
        };
        return (request, new Payload(archive, ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty));
    }

    public string FolderOf(Run run) => Layout.Run(run.Id);

    /// <summary>What squeue says of a run's job.</summary>
    public async Task<string> ShownAsync(Run run, string format) =>
        (await ChildProcess.RunAsync("squeue", ["--states=all", "--noheader", $"--jobs={run.BackendId}", $"--format={format}"], environment: Cluster.Environment)).Output.Trim();

    /// <summary>The ids of all jobs of a name that the scheduler has or had.</summary>
    public async Task<IReadOnlyList<string>> JobsNamedAsync(string name)
    {
        var result = await ChildProcess.RunAsync(
            Path.Combine(Cluster.Directory, "real", "squeue"),
            ["--states=all", "--noheader", $"--name={name}", "--format=%A"],
            environment: Cluster.Environment);
        return result.Succeeded ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(result.Error);
    }

    /// <summary>Waits until the run's job has ended, and gives its state in Slurm's word.</summary>
    public async Task<string> FinishAsync(Run run)
    {
        RunStatus status = null!;
        await Eventually.HoldsAsync($"run {run.Id} has ended", async () =>
            (status = (await Launcher.Executor.QueryAsync([run], CancellationToken.None))[run.Id]).IsFinal);
        return status.BackendWord;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var launcher in launchers)
        {
            foreach (var run in launcher.Ledger.List().Where(run => run.BackendId is { } id && id.All(char.IsAsciiDigit)))
                await ChildProcess.RunAsync("scancel", [run.BackendId!], environment: Cluster.Environment);
        }

        local.Dispose();
    }

    private (string Archive, Digest Digest) Pack(string content)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "job.sh") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), ModificationTime = DateTimeOffset.UnixEpoch });
        var digest = Digest.Of(tar.ToArray());
        var path = local.File($"{digest}.tar.gz");
        if (!System.IO.File.Exists(path))
        {
            using var gzip = new GZipStream(System.IO.File.Create(path), CompressionLevel.Fastest);
            gzip.Write(tar.ToArray());
        }

        return (path, digest);
    }
}

/// <summary>One launcher.</summary>
internal sealed record Bench(RunLedger Ledger, SlurmExecutor Executor, Submitter Submitter, SubmitTarget Target)
{
    public Task<SubmittedRun> SubmitAsync((JobRequest Request, Payload Payload) job, bool resubmit = false) =>
        Submitter.SubmitAsync(job.Request, Target, job.Payload, resubmit, CancellationToken.None);
}
