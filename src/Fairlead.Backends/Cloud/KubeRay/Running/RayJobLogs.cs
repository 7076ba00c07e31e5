using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>A RayJob's output: that of the pod which submitted it. If one breaks off, the next has all of the output again, so the newest is read.</summary>
internal sealed class RayJobLogs(KubeRayApi api, KubernetesLog log, string job) : IPodLogs
{
    private const string Container = "ray-job-submitter";

    public async Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken)
    {
        var pods = await api.PodsAsync(RayJobLabels.OfSubmitters(job), cancellationToken);
        var newest = pods.Where(pod => pod.Status is { StartTime: not null, Phase: not "Pending" }).MaxBy(pod => pod.Status!.StartTime);
        return newest?.Metadata.Name is { } name ? [new Pod(name, 0)] : [];
    }

    public Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken) =>
        log.OpenAsync(pod.Name, Container, follow, since, cancellationToken);

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) =>
        log.OpenTailAsync(pod.Name, Container, lines, cancellationToken);
}
