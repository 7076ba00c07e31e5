using System.Text.Json.Nodes;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>A submitted job: its entry point runs in a shell beside the head, with the head's variables and mounts.</summary>
/// <param name="Process">What runs the entry point.</param>
internal sealed record RayJob(string SubmissionId, string Entrypoint, JsonObject? Metadata, Pod Process)
{
    private volatile bool stopped;

    public RayJobStatus Status =>
        Process.ExitCode is not { } code ? RayJobStatus.Running
        : stopped ? RayJobStatus.Stopped
        : code == 0 ? RayJobStatus.Succeeded
        : RayJobStatus.Failed;

    /// <returns>False: it had ended by itself.</returns>
    public bool Stop()
    {
        if (Process.ExitCode is not null)
            return false;
        stopped = true;
        return true;
    }
}

/// <summary>The states of jobs that are told in upper case (ray-project/ray: python/ray/dashboard/modules/job/common.py).</summary>
internal enum RayJobStatus
{
    Running,
    Stopped,
    Succeeded,
    Failed,
}
