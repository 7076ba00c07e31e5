using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Local.Running;

/// <summary>Runs a job as processes of this machine, in a session of its own that outlives the launcher.</summary>
public sealed class LocalExecutor(TimeProvider time) : IExecutor
{
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClaimInterval = TimeSpan.FromMilliseconds(50);

    public bool EndsWithLauncher => true;

    public bool KeepsArtifacts => false;

    public bool OrdersRuns => false;

    public Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        Task.FromResult(In(run) is { IsClaimed: true } directory ? IdOf(directory) : null);

    public async Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var directory = In(delivery.Run);
        await RequireVacantAsync(directory, cancellationToken);
        await RunFolderPlacement.PlaceAsync(directory, delivery, cancellationToken);
        await LocalStart.StartAsync(directory, delivery.Request);
        return IdOf(directory);
    }

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        Task.FromResult(StatusesOf(runs));

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken) =>
        new RunFolderLogs(In(run), time).ReadAsync(query, _ => ValueTask.FromResult(!In(run).HasLauncher && StatusOf(run).IsFinal), cancellationToken);

    public Task CancelAsync(Run run, CancellationToken cancellationToken) => (In(run).OtherHost, StatusOf(run)) is ({ } host, { State: RunState.Unknown } status)
        ? throw new FairleadException(ExitCode.Unclear, $"run {run.Id} cannot be ended from here: {status.Reason}", $"./build.sh --target=Cancel --run={run.Id} on {host}")
        : LocalCancel.CancelAsync(In(run), () => StatusOf(run), time, cancellationToken);

    /// <summary>Nothing to bring: a local job writes where its output is kept.</summary>
    public Task<string?> CollectAsync(Run run, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    // A folder without a claim is new, but a job may live whose folder was deleted under it. One that has just started is about to claim it.
    private async Task RequireVacantAsync(RunFolder directory, CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(ClaimInterval, time, cancellationToken))
        {
            var alive = ProcessesOfRuns.ByRunDirectory()[directory.Root].ToList();
            if (alive.Count == 0 || directory.IsClaimed)
                return;
            if (time.GetElapsedTime(start) > ClaimPatience)
                throw new FairleadException(
                    ExitCode.SubmissionRefused,
                    $"a job lives in {directory.Root}, whose folder was deleted while it ran: processes {string.Join(", ", alive)}",
                    $"wait until it has ended, or end it with kill {string.Join(' ', alive)}; then run the same command again");
        }
    }

    private static RunStatus StatusOf(Run run) => StatusesOf([run])[run.Id];

    private static IReadOnlyDictionary<string, RunStatus> StatusesOf(IReadOnlyCollection<Run> runs)
    {
        var directories = runs.ToDictionary(run => run.Id, In);
        var claimed = directories.Where(pair => pair.Value.IsClaimed).Select(pair => pair.Key).ToHashSet();
        var alive = ProcessesOfRuns.ByRunDirectory();
        return directories.ToDictionary(
            pair => pair.Key,
            pair => LocalStatus.Of(pair.Value, claimed.Contains(pair.Key), alive.Contains(pair.Value.Root)));
    }

    private static RunFolder In(Run run) => new(LibC.RealPath(run.Directory));

    private static string IdOf(RunFolder directory) =>
        directory.ReadPid() is { } pid ? $"pid {pid.ToString(CultureInfo.InvariantCulture)}" : "claimed";
}
