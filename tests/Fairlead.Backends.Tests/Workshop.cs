using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>A ledger, an executor and shell scripts to run as jobs. Whatever still runs is ended with the test.</summary>
internal abstract class Workshop : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();

    protected Workshop(IExecutor executor)
    {
        Ledger = new RunLedger(directory.File("runs"), Known.Backends, TimeProvider.System);
        Executor = executor;
        Submitter = new Submitter(Ledger, Executor, TimeProvider.System);
    }

    public RunLedger Ledger { get; }

    public IExecutor Executor { get; }

    public Submitter Submitter { get; }

    /// <summary>Where requests go.</summary>
    public abstract SubmitTarget Target { get; }

    public string Root => directory.Path;

    /// <summary>Submits from a process of its own.</summary>
    public LauncherProgram Launcher => new(Ledger.Root, Target.Site, LauncherEnvironment);

    protected virtual IReadOnlyDictionary<string, string>? LauncherEnvironment => null;

    /// <summary>The folder that the job runs in, as this machine sees it.</summary>
    public abstract string FolderOf(Run run);

    /// <summary>The same folder as the job sees it.</summary>
    public virtual string PlaceInJob(Run run) => FolderOf(run);

    /// <summary>Every process of the job that lives.</summary>
    public virtual Task<IReadOnlyList<int>> ProcessesOfAsync(Run run) => Task.FromResult(RunProcesses.Below(FolderOf(run)));

    /// <summary>Sends a signal to the job as one does on this platform: here, to the script that keeps the members.</summary>
    public virtual async Task WarnAsync(Run run, string signal)
    {
        var leader = RunProcesses.SessionOf((await ProcessesOfAsync(run))[0]);
        Assert.That((await ChildProcess.RunAsync("sh", ["-c", $"kill -s {signal} {leader}"])).Succeeded);
    }

    /// <summary>A request that runs <paramref name="script"/> with sh in every rank, and the bytes it needs.</summary>
    public (JobRequest Request, Payload Payload) Job(string script, int nodes = 1, int processes = 1, Func<ResolvedJob, ResolvedJob>? change = null)
    {
        var (archive, digest) = Pack(script);
        var job = ForBackend(PlainJob.Of("test/job", "job.sh") with { Nodes = nodes, ProcessesPerNode = processes, RunCommand = "exec sh {script} {config}" });
        var request = Known.Render(new RenderInputs(
            change?.Invoke(job) ?? job,
            new SourceReference(digest, "recipes", "recipes/job.sh"),
            ImmutableSortedDictionary<string, PinnedArtifact>.Empty,
            ImmutableSortedDictionary<string, Digest>.Empty));
        return (request, new Payload(archive, ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty));
    }

    /// <summary>The same job by another name: to render one anew takes longer than to submit it.</summary>
    public static (JobRequest Request, Payload Payload) Another((JobRequest Request, Payload Payload) job, int number) =>
        (job.Request with { Config = $"variant-{number}" }, job.Payload);

    public Task<SubmittedRun> SubmitAsync((JobRequest Request, Payload Payload) job, bool resubmit = false) =>
        Submitter.SubmitAsync(job.Request, Target, job.Payload, resubmit, CancellationToken.None);

    public async Task<Run> StartAsync(string script, int nodes = 1, int processes = 1) =>
        (await SubmitAsync(Job(script, nodes, processes))).Run;

    public async Task<RunStatus> StatusAsync(Run run) =>
        (await Executor.QueryAsync([run], CancellationToken.None))[run.Id];

    /// <summary>What the ranks wrote; a backend may say things of its own beside it.</summary>
    public async Task<List<LogLine>> LogsAsync(Run run, LogQuery query)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await Executor.ReadLogsAsync(run, query, hang.Token).Where(line => line.Source.StartsWith("rank ", StringComparison.Ordinal)).ToListAsync(hang.Token);
    }

    /// <summary>Follows the job to its end.</summary>
    public async Task<(RunStatus Status, List<LogLine> Log)> FinishAsync(Run run)
    {
        var log = await LogsAsync(run, new LogQuery(Follow: true));
        return (await StatusAsync(run), log);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var run in Ledger.List())
            await Executor.CancelAsync(run, CancellationToken.None);
        directory.Dispose();
    }

    /// <summary>The job with what only this backend needs.</summary>
    protected abstract ResolvedJob ForBackend(ResolvedJob job);

    private (string Archive, Digest Digest) Pack(string script)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "job.sh") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(script)), ModificationTime = DateTimeOffset.UnixEpoch });
        var digest = Digest.Of(tar.ToArray());
        var path = directory.File($"{digest}.tar.gz");
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(tar.ToArray());
        return (path, digest);
    }
}
