using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Submission;

namespace Fairlead.Runs;

/// <summary>One place where jobs run. Every member is safe to repeat.</summary>
public interface IExecutor
{
    /// <summary>Ctrl-C on an attached launcher ends the job; elsewhere it only detaches.</summary>
    bool EndsWithLauncher { get; }

    /// <summary>A preparation's output stays with the backend, where later jobs find it by its digest.</summary>
    bool KeepsArtifacts { get; }

    /// <summary>The backend itself starts a job after the runs in <see cref="Payload.After"/>; otherwise they are over before it is submitted.</summary>
    bool OrdersRuns { get; }

    /// <summary>Looks a run up by its name on the backend; null when the backend has no job of it.</summary>
    Task<string?> FindAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Starts the job and returns the backend's id of it.</summary>
    Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>The states of many runs, by run id, with one question to the backend.</summary>
    Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken);

    IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken);

    /// <summary>Ends the job if it lives, keeps it from starting if it has not; returns when nothing of it is left.</summary>
    Task CancelAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Brings the job's output to <see cref="Run.OutputDirectory"/>.</summary>
    /// <returns>Null; or, where it cannot be brought, where it is and why, for people.</returns>
    Task<string?> CollectAsync(Run run, CancellationToken cancellationToken);
}
