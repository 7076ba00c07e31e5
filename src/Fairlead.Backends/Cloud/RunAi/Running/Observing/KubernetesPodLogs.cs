using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Api;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>Pods' output through the cluster's Kubernetes API: run:ai's own has no logs.</summary>
internal sealed partial class KubernetesPodLogs(RunAiApi api, KubernetesLog log, string workload) : IPodLogs
{
    /// <summary>Null when the cluster's API is not reached.</summary>
    public static KubernetesPodLogs? Of(RunAiApi api, RunAiWorkload workload) =>
        api.Kubernetes is { } kubernetes ? new KubernetesPodLogs(api, new KubernetesLog(kubernetes, workload.Namespace ?? api.Namespace), workload.Id) : null;

    private readonly ConcurrentDictionary<string, string?> containers = new();

    public async Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pods = await api.PodsAsync(workload, cancellationToken);
            foreach (var pod in pods)
                containers[pod.Name] = pod.Containers is [{ Name: { } first }, ..] ? first : null;
            return [.. pods.Where(pod => pod.K8sPhase != "Pending").Select(pod => new Pod(pod.Name, NodeOf(pod.Name))).OrderBy(pod => pod.Node)];
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
            return [];
        }
    }

    public Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken) =>
        log.OpenAsync(pod.Name, ContainerOf(pod), follow, since, cancellationToken);

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) =>
        log.OpenTailAsync(pod.Name, ContainerOf(pod), lines, cancellationToken);

    private string? ContainerOf(Pod pod) => containers.GetValueOrDefault(pod.Name);

    private static int NodeOf(string pod) => WorkerNumber().Match(pod) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("-worker-([0-9]{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex WorkerNumber();
}
