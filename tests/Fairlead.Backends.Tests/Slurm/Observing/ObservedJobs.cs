using System.Globalization;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>Jobs on a test cluster whose folders are laid out by hand, and what observes them. Whatever still runs is ended with the test.</summary>
internal sealed class ObservedJobs : IDisposable
{
    private const string Batch = """
        #!/bin/bash
        task=${SLURM_ARRAY_TASK_ID:+/task-$SLURM_ARRAY_TASK_ID}
        mkdir -p "logs$task" "state$task" "output$task"
        rm -rf "state$task/exit.json" "state$task/failed"
        code=0 member=null
        export PATH
        srun --export=ALL --kill-on-bad-exit=1 --open-mode=append --output="logs$task/rank-%t.log" sh files/rank.sh || code=$?
        [ ! -f "state$task/failed/member" ] || read -r member code <"state$task/failed/member"
        printf '{"exit_code":%s,"kind":"rank","member":%s,"cancelled":false,"finished":%s}\n' "$code" "$member" "$(date +%s)" >"state$task/exit.new"
        mv "state$task/exit.new" "state$task/exit.json"
        exit "$code"
        """;

    private const string Rank = """
        state=state${SLURM_ARRAY_TASK_ID:+/task-$SLURM_ARRAY_TASK_ID}
        RANK=$SLURM_PROCID sh files/body.sh
        code=$?
        [ "$code" = 0 ] || ! mkdir "$state/failed" 2>/dev/null || echo "$SLURM_PROCID $code" >"$state/failed/member"
        exit "$code"
        """;

    private static int count;
    private readonly TemporaryDirectory local = new();
    private readonly SlurmCluster cluster;
    private readonly List<Run> runs = [];

    public ObservedJobs(SlurmCluster cluster, Func<SlurmSite, IRemoteHost>? hosts = null)
    {
        this.cluster = cluster;
        Site = new SlurmSite(Path.Combine(cluster.Jobs, Guid.NewGuid().ToString("N")));
        hosts ??= new RemoteHosts(cluster.Environment).For;
        Query = new SlurmQuery(hosts);
        Logs = new SlurmLogs(hosts, TimeProvider.System);
        Canceller = new SlurmCancel(hosts, TimeProvider.System);
        Collector = new SlurmCollect(hosts);
    }

    public SlurmSite Site { get; }

    public SlurmQuery Query { get; }

    public SlurmLogs Logs { get; }

    public SlurmCancel Canceller { get; }

    public SlurmCollect Collector { get; }

    /// <summary>A run that a launcher has the intent to submit.</summary>
    public Run Intend()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"test-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
        var run = new Run
        {
            Id = id,
            Name = id,
            Attempt = 1,
            Recipe = "test/job",
            Config = "tiny",
            Profile = "cluster",
            Executor = "slurm",
            Site = Site,
            Created = DateTimeOffset.UnixEpoch,
            Directory = Directory.CreateDirectory(local.File(id)).FullName,
        };
        runs.Add(run);
        return run;
    }

    public string FolderOf(Run run) => Path.Combine(Site.Directory, "runs", run.Id);

    public string FileOf(Run run, string name) => Path.Combine(FolderOf(run), name);

    /// <summary>Submits a job whose every rank runs <paramref name="body"/> with sh.</summary>
    public Task<Run> SubmitAsync(string body, params string[] options) => SubmitBatchAsync(Intend(), Batch, body, options);

    public Task<Run> SubmitScriptAsync(string batch, params string[] options) => SubmitBatchAsync(Intend(), batch, "", options);

    public async Task<RunStatus> StatusAsync(Run run) => (await Query.QueryAsync([run], CancellationToken.None))[run.Id];

    /// <summary>Waits for a state; a status that is final and another fails at once.</summary>
    public async Task<RunStatus> BecomesAsync(Run run, Func<RunStatus, bool> wanted)
    {
        RunStatus status = null!;
        await Eventually.HoldsAsync($"run {run.Id} has the state it is to have", async () =>
        {
            status = await StatusAsync(run);
            Assert.That(status.IsFinal && !wanted(status), Is.False, () => $"{status}\n{Said(run)}");
            return wanted(status);
        });
        return status;
    }

    public Task<RunStatus> EndsAsync(Run run) => BecomesAsync(run, status => status.IsFinal);

    public Task<RunStatus> RunsAsync(Run run) => BecomesAsync(run, status => status.State == RunState.Running && File.Exists(FileOf(run, "logs/rank-0.log")));

    public async Task<List<LogLine>> ReadAsync(Run run, LogQuery? query = null)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await Logs.ReadAsync(run, query ?? new LogQuery(), hang.Token).ToListAsync(hang.Token);
    }

    public Task CancelAsync(Run run) => Canceller.CancelAsync(run, CancellationToken.None);

    public async Task<string> CallAsync(string program, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(Path.Combine(cluster.Directory, "bin", program), arguments, environment: cluster.Environment);
        Assert.That(result.Succeeded, Is.True, result.Error);
        return result.Output.Trim();
    }

    public void Dispose()
    {
        foreach (var run in runs.Where(run => run.BackendId is not null))
            ChildProcess.RunAsync(Path.Combine(cluster.Directory, "real", "scancel"), ["--me", $"--name={run.Id}"], environment: cluster.Environment).GetAwaiter().GetResult();
        local.Dispose();
    }

    private string Said(Run run) => File.Exists(FileOf(run, "logs/batch.log")) ? File.ReadAllText(FileOf(run, "logs/batch.log")) : "no batch.log";

    private async Task<Run> SubmitBatchAsync(Run run, string batch, string body, string[] options)
    {
        foreach (var folder in new[] { "files", "logs", "output", "state/claim" })
            Directory.CreateDirectory(FileOf(run, folder));
        await File.WriteAllTextAsync(FileOf(run, "files/job.sbatch"), batch);
        await File.WriteAllTextAsync(FileOf(run, "files/rank.sh"), Rank);
        await File.WriteAllTextAsync(FileOf(run, "files/body.sh"), body);
        var id = await CallAsync(
            "sbatch",
            ["--parsable", $"--chdir={FolderOf(run)}", $"--job-name={run.Id}", "--comment=fairlead test", "--export=NONE", "--output=logs/batch.log", "--open-mode=append", "--no-requeue", .. options, FileOf(run, "files/job.sbatch")]);
        await File.WriteAllTextAsync(FileOf(run, "state/job"), id + "\n");
        runs[runs.IndexOf(run)] = run = run with { BackendId = id };
        return run;
    }
}
