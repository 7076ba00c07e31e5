using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>The states of a job's tasks or components, and the one state they make. A plain job is its only task.</summary>
internal static class TaskStates
{
    /// <summary>The first of these that a task is in is the state of the whole.</summary>
    private static readonly RunState[] Precedence =
        [RunState.Running, RunState.Starting, RunState.Queued, RunState.Unknown, RunState.Failed, RunState.Cancelled, RunState.Succeeded];

    /// <summary>Task to state; what the scheduler has forgotten is told by the exit records. That of a heterogeneous job is of all its components.</summary>
    public static SortedDictionary<string, RunStatus> Of(IReadOnlyCollection<SchedulerRow> rows, RunMarks marks)
    {
        var states = new SortedDictionary<string, RunStatus>(NaturalOrder.Comparer);
        foreach (var row in rows)
            states[row.Task] = Of(row, marks);
        foreach (var (task, exit) in marks.Exits.Where(exit => exit.Key.Length > 0 || rows.Count == 0))
            states.TryAdd(task, Of(exit, marks));
        foreach (var (task, damaged) in marks.Damaged.Where(damaged => damaged.Key.Length > 0 || rows.Count == 0))
            states.TryAdd(task, damaged.Status);
        return states;
    }

    public static RunStatus Fold(SortedDictionary<string, RunStatus> tasks)
    {
        var (task, status) = tasks.MinBy(pair => Array.IndexOf(Precedence, pair.Value.State));
        var isArray = task.StartsWith('_') && tasks.Count > 1;
        return isArray && status.State == RunState.Failed ? status with { Reason = $"task {task[1..]}: {status.Reason}" } : status;
    }

    private static RunStatus Of(JobExit exit, RunMarks marks) => (exit with { Cancelled = marks.CancelAsked && exit.ExitCode != 0 }).Status is var status && exit.Cancelled && !marks.CancelAsked
        ? status with { Reason = "the scheduler ended it (a time limit, preemption, or a cancellation outside Fairlead) and no longer says which" }
        : status;

    private static RunStatus Of(SchedulerRow row, RunMarks marks)
    {
        var exit = marks.Exits.GetValueOrDefault(row.Task) ?? marks.Exits.GetValueOrDefault("");
        var words = marks.Words.GetValueOrDefault(row.Task) ?? marks.Words.GetValueOrDefault("");
        var word = SlurmWords.FirstOf(row.Word);
        return SlurmWords.StateOf(row.Word) switch
        {
            RunState.Queued => new RunStatus(RunState.Queued, word, Requeued(row) + Waiting(word, row)),
            RunState.Succeeded => new RunStatus(RunState.Succeeded, word, ExitCode: 0, Finished: row.Finished),
            RunState.Cancelled when row.Reason == "DependencyNeverSatisfied" && !marks.CancelAsked => Failed(row, exit, words),
            RunState.Cancelled => new RunStatus(RunState.Cancelled, word, marks.CancelAsked ? "" : Outside(row), Finished: row.Finished),
            RunState.Failed => Failed(row, exit, words),
            RunState.Unknown => new RunStatus(RunState.Unknown, word, $"Slurm says '{row.Word}'"),
            var state => new RunStatus(state, word, Requeued(row).TrimEnd(':', ' ')),
        };
    }

    private static RunStatus Failed(SchedulerRow row, JobExit? exit, string? words) => new(
        RunState.Failed,
        SlurmWords.FirstOf(row.Word),
        FailureReasons.Of(row, exit, words),
        exit is { ExitCode: not 0 } ? exit.ExitCode : row.Exit.ShellCode is not 0 and var code ? code : null,
        exit?.Member,
        row.Finished);

    private static string Outside(SchedulerRow row) => $"cancelled outside Fairlead{(SlurmWords.CancelledBy(row.Word) is { } user ? $" by user {user}" : "")}";

    private static string Requeued(SchedulerRow row) => row.Restarts > 0 ? $"requeued ({row.Restarts}): " : "";

    private static string Waiting(string word, SchedulerRow row) => word switch
    {
        "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => $"held after a requeue; scontrol release {row.Job} lets it go ({word})",
        _ => PendingReasons.Explain(row.Reason),
    };
}
