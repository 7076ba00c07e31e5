using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>Jobs as Ray's dashboard tells them (ray-project/ray: python/ray/dashboard/modules/job/pydantic_models.py).</summary>
internal static class RayJobJson
{
    /// <param name="told">The status that is told where this is the true one.</param>
    public static JsonObject Write(RayJob job, Func<string, string> told) => new()
    {
        ["type"] = "SUBMISSION",
        ["job_id"] = null,
        ["submission_id"] = job.SubmissionId,
        ["status"] = told(Word(job.Status)),
        ["entrypoint"] = job.Entrypoint,
        ["message"] = Message(job),
        ["start_time"] = job.Process.Started.ToUnixTimeMilliseconds(),
        ["metadata"] = job.Metadata?.DeepClone(),
        ["driver_exit_code"] = job.Process.ExitCode,
    };

    public static string Word(RayJobStatus status) => status.ToString().ToUpperInvariant();

    private static string Message(RayJob job) => job.Status switch
    {
        RayJobStatus.Running => "Job is currently running.",
        RayJobStatus.Stopped => "Job was intentionally stopped.",
        RayJobStatus.Succeeded => "Job finished successfully.",
        _ => job.Process.Message ?? string.Create(CultureInfo.InvariantCulture, $"Job entrypoint command failed with exit code {job.Process.ExitCode}"),
    };
}
