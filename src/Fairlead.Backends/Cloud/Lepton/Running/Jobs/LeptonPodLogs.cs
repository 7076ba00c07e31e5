using System.Globalization;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Logs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>The output of a job's replicas, which are named <c>JOB-INDEX-xxxxx</c>. The platform streams each from its beginning for as long as it runs.</summary>
internal sealed class LeptonPodLogs(LeptonApi api, string job, TimeProvider time) : IPodLogs
{
    public async Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await api.ReplicasAsync(job, cancellationToken)).Select(replica => replica.Metadata.Id).Select(PodOf).OfType<Pod>().OrderBy(pod => pod.Node)];

    public async Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var stream = await api.OpenLogAsync(job, pod.Name, cancellationToken);
        if (stream is null || follow)
            return stream ?? Stream.Null;
        return new QuietEndStream(stream, time);
    }

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) => OpenAsync(pod, follow: false, null, cancellationToken);

    private Pod? PodOf(string replica) =>
        replica.StartsWith($"{job}-", StringComparison.Ordinal)
        && int.TryParse(replica[(job.Length + 1)..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var node)
            ? new Pod(replica, node)
            : null;
}
