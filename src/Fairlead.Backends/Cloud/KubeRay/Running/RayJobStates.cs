using Fairlead.Backends.Cloud.Ray;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Decides a run's state from what KubeRay says of its RayJob, and from the pods of a cluster that does not start.</summary>
internal static class RayJobStates
{
    public static RunStatus Of(RayJob job)
    {
        var (ray, deployment) = (job.Status?.JobStatus ?? "", job.Status?.JobDeploymentStatus ?? "");
        var word = string.Join('/', new[] { deployment, ray }.Where(text => text.Length > 0));
        return (deployment.ToUpperInvariant(), ray.ToUpperInvariant()) switch
        {
            ("INITIALIZING" or "WAITING" or "RETRYING", _) or ("RUNNING", "" or "PENDING") => new RunStatus(RunState.Starting, word, ReasonOf(job)),
            ("SUSPENDED", _) or (_, "STOPPED") => new RunStatus(RunState.Cancelled, word, Finished: job.Status?.EndTime),
            ("FAILED" or "VALIDATIONFAILED", _) or (_, "FAILED") => new RunStatus(RunState.Failed, word, ReasonOf(job), Finished: job.Status?.EndTime),
            ("RUNNING" or "COMPLETE", "SUCCEEDED") => new RunStatus(RunState.Succeeded, word, Finished: job.Status?.EndTime),
            ("", "") => new RunStatus(RunState.Queued, "created", "KubeRay has not taken it up"),
            ("RUNNING", "RUNNING") => new RunStatus(RunState.Running, word),
            ("SUSPENDING", _) => new RunStatus(RunState.Running, word, "its pods are being ended"),
            _ => new RunStatus(RunState.Unknown, word, $"KubeRay says '{word}' of it"),
        };
    }

    /// <summary>Why a cluster's pods do not start; null while nothing says so.</summary>
    public static string? Hindrance(IEnumerable<KubernetesPod> pods) => pods
        .SelectMany(pod => pod.Status?.ContainerStatuses ?? [], (pod, container) => (Pod: pod.Metadata.Name, container.State?.Waiting))
        .Where(container => ImageReasons.Has(container.Waiting?.Reason))
        .Select(container => $"pod {container.Pod} has no image: {container.Waiting!.Reason}: {container.Waiting.Message}; see that it exists, and that image_pull_secrets may pull it; or cancel the run")
        .FirstOrDefault();

    private static string ReasonOf(RayJob job) => string.Join(": ", new[] { job.Status?.Reason, job.Status?.Message }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
