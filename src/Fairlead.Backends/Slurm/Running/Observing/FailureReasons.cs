using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Why a job failed and what helps, in one line.</summary>
internal static class FailureReasons
{
    private const int Killed = 128 + 9;

    /// <param name="exit">The job's own record of how it ended, when it left one.</param>
    /// <param name="words">What the batch script or the container runtime said last.</param>
    public static string Of(SchedulerRow row, JobExit? exit, string? words) => SlurmWords.FirstOf(row.Word) switch
    {
        "OUT_OF_MEMORY" => "it used more memory than it asked for: raise mem, as in --set=env.mem=64G",
        "TIMEOUT" => "it reached its time limit: raise time, as in --set=env.time=08:00:00, or go on from a checkpoint with --resubmit",
        "NODE_FAIL" => "a node failed under it: submit it again with --resubmit",
        "PREEMPTED" => "a job of higher priority took its nodes: submit it again with --resubmit",
        "BOOT_FAIL" or "LAUNCH_FAILED" or "RECONFIG_FAIL" => $"its nodes could not be made ready{Code(row)}: submit it again with --resubmit",
        "DEADLINE" => "its deadline passed",
        "CANCELLED" => "it never started: a run that it depends on did not succeed (DependencyNeverSatisfied)",
        _ when row.Reason == "BadConstraints" => "it never started: no node has what it asks for (BadConstraints): lower nodes, gpus_per_node, cpus_per_task or mem, or change constraint",
        _ when exit is { ExitCode: not 0, Member: not null } => exit.Reason,
        _ when row.Exit.ShellCode == Killed => $"its batch script was ended by signal 9{Code(row)}, which is often the limit on memory: raise mem, as in --set=env.mem=64G",
        _ => $"the batch script {row.Exit.Text}{Code(row)}: {words ?? "see logs/batch.log"}",
    };

    private static string Code(SchedulerRow row) => row.Reason is "" or "NonZeroExitCode" ? "" : $" ({row.Reason})";
}
