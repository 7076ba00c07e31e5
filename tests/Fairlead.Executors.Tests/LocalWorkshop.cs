using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Local;
using Fairlead.Executors.Logs;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Testing;

namespace Fairlead.Executors.Tests;

/// <summary>A ledger, a local executor and shell scripts to run as jobs. Whatever still runs is ended with the test.</summary>
internal sealed class LocalWorkshop : IDisposable
{
    private static readonly Origin Here = new("test");
    private readonly TemporaryDirectory directory = new();

    public LocalWorkshop()
    {
        Ledger = new RunLedger(directory.File("runs"), TimeProvider.System);
        Executor = new LocalExecutor(TimeProvider.System);
        Submitter = new Submitter(Ledger, Executor, TimeProvider.System);
    }

    public RunLedger Ledger { get; }

    public LocalExecutor Executor { get; }

    public Submitter Submitter { get; }

    public string Root => directory.Path;

    /// <summary>A request that runs <paramref name="script"/> with sh in every rank, and the bytes it needs.</summary>
    public (JobRequest Request, Payload Payload) Job(string script, int nodes = 1, int processes = 1, Func<ResolvedJob, ResolvedJob>? change = null)
    {
        var (archive, digest) = Pack(script);
        var empty = new TableSetting(ImmutableSortedDictionary<string, Setting>.Empty, Here);
        var job = new ResolvedJob
        {
            Recipe = new RecipeSpec
            {
                Name = "test/job",
                RecipesRoot = "/recipes",
                Script = "/recipes/job.sh",
                SpecFile = "/recipes/recipe.toml",
                ConfigDirectory = "/recipes/config",
                DefaultConfig = "tiny",
                Launch = LaunchKind.Direct,
            },
            ConfigName = "tiny",
            Profile = "local",
            Executor = ExecutorKind.Local,
            Launch = LaunchKind.Direct,
            Nodes = nodes,
            GpusPerNode = 0,
            ProcessesPerNode = processes,
            RunCommand = "exec sh {script} {config}",
            ExecutorSettings = empty,
            Config = empty,
        };
        var request = JobRenderer.Render(new RenderInputs(
            change?.Invoke(job) ?? job,
            new SourceReference(digest, "recipes", "recipes/job.sh"),
            ImmutableSortedDictionary<string, PinnedArtifact>.Empty,
            ImmutableSortedDictionary<string, Digest>.Empty));
        return (request, new Payload(archive, ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty));
    }

    public Task<SubmittedRun> SubmitAsync((JobRequest Request, Payload Payload) job, bool resubmit = false) =>
        Submitter.SubmitAsync(job.Request, "local", job.Payload, resubmit, new Progress<SubmitStep>(), CancellationToken.None);

    public async Task<Run> StartAsync(string script, int nodes = 1, int processes = 1) =>
        (await SubmitAsync(Job(script, nodes, processes))).Run;

    public async Task<RunStatus> StatusAsync(Run run) =>
        (await Executor.QueryAsync([run], CancellationToken.None))[run.Id];

    public async Task<List<LogLine>> LogsAsync(Run run, LogQuery query)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await Executor.ReadLogsAsync(run, query, hang.Token).ToListAsync(hang.Token);
    }

    /// <summary>Follows the job to its end.</summary>
    public async Task<(RunStatus Status, List<LogLine> Log)> FinishAsync(Run run)
    {
        var log = await LogsAsync(run, new LogQuery(Follow: true));
        return (await StatusAsync(run), log);
    }

    public void Dispose()
    {
        foreach (var run in Ledger.List())
            Executor.CancelAsync(run, CancellationToken.None).GetAwaiter().GetResult();
        directory.Dispose();
    }

    private (string Archive, Digest Digest) Pack(string script)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "job.sh") { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(script)) });
        var digest = Digest.Of(tar.ToArray());
        var path = directory.File($"{digest}.tar.gz");
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(tar.ToArray());
        return (path, digest);
    }
}
