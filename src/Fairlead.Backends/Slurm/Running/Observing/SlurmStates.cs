using Fairlead.Runs;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Decides a run's state from what the scheduler and the run's folder say.</summary>
internal static class SlurmStates
{
    /// <summary>The backend's word for a run of which the cluster says nothing at present.</summary>
    public const string NoAnswer = "no answer";

    private const string Marked = "cancelled";

    /// <summary>Not only by what Fairlead has noted in the run's folder.</summary>
    public static bool IsToldByScheduler(RunStatus status) => status.BackendWord != Marked;

    public static RunStatus Of(string run, SlurmAnswer answer)
    {
        var marks = answer.Marks.GetValueOrDefault(run, RunMarks.None);
        if (answer.SchedulerFault is { } fault)
            return new RunStatus(RunState.Unknown, NoAnswer, $"the scheduler does not answer: {fault}");
        var job = answer.Jobs.GetValueOrDefault(run);
        var tasks = TaskStates.Of(RowsOf(run, job, answer), marks);
        return tasks.Count > 0 ? TaskStates.Fold(tasks) : WithoutJob(job, marks, answer);
    }

    /// <summary>squeue's word counts before sacct's. A job that has the id but not the name is another's: ids are used again.</summary>
    private static List<SchedulerRow> RowsOf(string run, string? job, SlurmAnswer answer) =>
        [.. answer.Queue.Concat(answer.Accounting).Where(row => row.Name == run && (job is null || row.Job == job)).DistinctBy(row => row.Task)];

    private static RunStatus WithoutJob(string? job, RunMarks marks, SlurmAnswer answer)
    {
        if (marks.CancelAsked)
            return new RunStatus(RunState.Cancelled, Marked);
        if (job is not null)
            return new RunStatus(RunState.Unknown, "forgotten", $"{Forgotten(job, answer)}; it left no exit record: look at logs/ in its folder");
        return marks.Claimed
            ? new RunStatus(RunState.Unknown, "not submitted", "a submission was begun and nobody has finished it: submit again to complete it")
            : new RunStatus(RunState.Queued, "not submitted", "not submitted: the same command, run again, submits it; Cancel gives it up");
    }

    private static string Forgotten(string job, SlurmAnswer answer) =>
        answer.Queue.Concat(answer.Accounting).FirstOrDefault(row => row.Job == job) is { } other
            ? $"job {job} is another job by now, '{other.Name}'"
            : $"the scheduler knows no job {job} any more ({answer.AccountingFault ?? "nor does its accounting"})";
}
