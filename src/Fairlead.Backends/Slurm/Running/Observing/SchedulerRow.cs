using System.Globalization;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>What the scheduler says of a job, a task of an array, or a component of a heterogeneous job.</summary>
/// <param name="Job">The id that sbatch gave.</param>
/// <param name="Task">As Slurm writes it behind the id, <c>_3</c>, <c>_[4-7]</c>, <c>+1</c>; empty for a plain job.</param>
/// <param name="Word">For example <c>CANCELLED by 1000</c>.</param>
/// <param name="Restarts">How often it was put back into the queue, as far as it is told.</param>
internal sealed record SchedulerRow(string Job, string Task, string Name, string Word, string Reason, SlurmExit Exit, DateTimeOffset? Finished, int Restarts)
{
    private const int Fields = 7;

    /// <summary>Of squeue: JobArrayID, Name, State, Reason, exit_code, EndTime, RestartCnt.</summary>
    public static SchedulerRow? OfQueue(string line) =>
        line.Split(SlurmAnswer.Field) is [var id, var name, var word, var reason, var exit, var end, var restarts, ..]
            ? Of(id, name, word, reason, SlurmExit.OfWaitStatus(exit), end, Number(restarts))
            : null;

    /// <summary>Of sacct: JobID, JobName, State, Reason, ExitCode, End, Submit; the last submission of each, for a requeue makes a new record.</summary>
    public static IEnumerable<SchedulerRow> OfAccounting(IEnumerable<string> lines) =>
        lines.Select(line => line.Split(SlurmAnswer.Field))
            .Where(fields => fields.Length == Fields)
            .GroupBy(fields => (Id: fields[0], Name: fields[1]))
            .Select(records => records.MaxBy(fields => Number(fields[^1]))!)
            .Select(fields => Of(fields[0], fields[1], fields[2], fields[3], SlurmExit.OfPair(fields[4]), fields[5], restarts: 0));

    private static SchedulerRow Of(string id, string name, string word, string reason, SlurmExit exit, string end, long restarts)
    {
        var digits = id.TakeWhile(char.IsAsciiDigit).Count();
        var finished = long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        return new SchedulerRow(id[..digits], id[digits..], name, word, reason is "None" or "(null)" ? "" : reason, exit, finished, (int)restarts);
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
