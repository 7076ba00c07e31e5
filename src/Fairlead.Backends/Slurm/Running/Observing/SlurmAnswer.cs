using System.Collections.Immutable;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>The answer of <c>states.sh</c>.</summary>
/// <param name="Jobs">Run to the job's id, as far as one is known.</param>
/// <param name="SchedulerFault">squeue's words when it could not answer.</param>
/// <param name="AccountingFault">sacct's words when it could not answer, or that accounting is off.</param>
internal sealed record SlurmAnswer(
    ImmutableDictionary<string, string> Jobs,
    ImmutableArray<SchedulerRow> Queue,
    string? SchedulerFault,
    ImmutableArray<SchedulerRow> Accounting,
    string? AccountingFault,
    ImmutableDictionary<string, RunMarks> Marks)
{
    public const char Field = '\x1f';
    private const char Part = '\x1c';

    public static SlurmAnswer? Parse(string text) =>
        text.Split(Part) is [var jobs, var queueCode, var queue, var accountingCode, var accounting, var marks]
            ? new SlurmAnswer(
                Lines(jobs).Select(line => line.Split(' ')).Where(pair => pair is [_, not "-"]).ToImmutableDictionary(pair => pair[0], pair => pair[1]),
                queueCode == "0" ? [.. Lines(queue).Select(SchedulerRow.OfQueue).OfType<SchedulerRow>()] : [],
                queueCode == "0" ? null : OneLine(queue),
                accountingCode == "0" ? [.. SchedulerRow.OfAccounting(Lines(accounting))] : [],
                accountingCode == "0" ? null : OneLine(accounting),
                MarksOf(Lines(marks)))
            : null;

    private static ImmutableDictionary<string, RunMarks> MarksOf(IEnumerable<string> lines) =>
        lines.Select(line => line.Split(Field))
            .GroupBy(words => words[0])
            .ToImmutableDictionary(group => group.Key, group => group.Aggregate(RunMarks.None, (marks, words) => marks.With(words[1..])));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string OneLine(string text) => string.Join("; ", Lines(text).Select(line => line.Trim()));
}
