using Fairlead.Runs;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Slurm's words for the state of a job, in ours.</summary>
internal static class SlurmWords
{
    /// <param name="word">With whatever Slurm writes behind it, as in <c>CANCELLED by 0</c>.</param>
    public static RunState StateOf(string word) => FirstOf(word) switch
    {
        "PENDING" or "REQUEUED" or "REQUEUE_FED" or "REQUEUE_HOLD" or "RESV_DEL_HOLD" or "SPECIAL_EXIT" => RunState.Queued,
        "CONFIGURING" or "POWER_UP_NODE" => RunState.Starting,
        "RUNNING" or "COMPLETING" or "RESIZING" or "SIGNALING" or "STAGE_OUT" or "STOPPED" or "SUSPENDED" => RunState.Running,
        "COMPLETED" => RunState.Succeeded,
        "CANCELLED" => RunState.Cancelled,
        "BOOT_FAIL" or "DEADLINE" or "FAILED" or "LAUNCH_FAILED" or "NODE_FAIL" or "OUT_OF_MEMORY" or "PREEMPTED" or "RECONFIG_FAIL" or "TIMEOUT" => RunState.Failed,
        _ => RunState.Unknown, // REVOKED among them: another cluster of a federation has the job
    };

    public static string FirstOf(string word) => word.Split(' ', '+')[0];

    /// <summary>Who cancelled it; null when that is not told.</summary>
    public static string? CancelledBy(string word) => word.Split(' ') is ["CANCELLED", "by", var user] ? user : null;
}
