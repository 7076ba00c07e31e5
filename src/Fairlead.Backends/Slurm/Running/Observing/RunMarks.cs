using System.Collections.Immutable;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>What lies in a run's folder on the cluster.</summary>
/// <param name="Claimed">Somebody has submitted the run, is about to, or has cancelled it before.</param>
/// <param name="CancelAsked">Fairlead was asked to cancel it.</param>
/// <param name="Exits">The exit records by task, <c>_3</c> for that of an array; empty for a plain job.</param>
internal sealed record RunMarks(bool Claimed, bool CancelAsked, bool HasSecrets, ImmutableDictionary<string, JobExit> Exits)
{
    private const string TaskPrefix = "task-";

    /// <summary>The exit records that cannot be read, by task.</summary>
    public ImmutableDictionary<string, DamagedRecord> Damaged { get; private init; } = ImmutableDictionary<string, DamagedRecord>.Empty;

    /// <summary>What batch scripts that failed before a member could say why had to say last, by task.</summary>
    public ImmutableDictionary<string, string> Words { get; private init; } = ImmutableDictionary<string, string>.Empty;

    public static readonly RunMarks None = new(false, false, false, ImmutableDictionary<string, JobExit>.Empty);

    public RunMarks With(string[] words) => words switch
    {
        ["claim"] => this with { Claimed = true },
        ["cancel"] => this with { CancelAsked = true },
        ["secrets"] => this with { HasSecrets = true },
        ["words", var path, var said] when said.Trim().Length > 0 => this with { Words = Words.SetItem(TaskOf(path), said.Trim()) },
        ["exit", var path, var json] => DamagedRecord.Guard(
            $"state/{path} in its folder",
            () => this with { Exits = Exits.SetItem(TaskOf(path), JobExit.Read(json)) },
            damaged => this with { Damaged = Damaged.SetItem(TaskOf(path), damaged) }),
        _ => this,
    };

    private static string TaskOf(string path) =>
        Path.GetDirectoryName(path) is { } folder && folder.StartsWith(TaskPrefix, StringComparison.Ordinal) ? $"_{folder[TaskPrefix.Length..]}" : "";
}
