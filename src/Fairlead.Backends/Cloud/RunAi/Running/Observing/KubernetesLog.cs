using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>The output of pods of one namespace, as the cluster's Kubernetes API gives it. What has none yet, or no longer, gives an empty stream.</summary>
internal sealed partial class KubernetesLog(ApiClient kubernetes, string space)
{
    // A job may say nothing for long; a stream that does is opened anew.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <param name="container">Null or empty: the only one.</param>
    public Task<Stream> OpenAsync(string pod, string? container, bool follow, DateTimeOffset? since, CancellationToken cancellationToken) =>
        OpenAsync(pod, container, $"follow={(follow ? "true" : "false")}{(since is { } moment ? $"&sinceTime={Uri.EscapeDataString(moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : "")}", cancellationToken);

    /// <param name="container">Null or empty: the only one.</param>
    public Task<Stream> OpenTailAsync(string pod, string? container, int lines, CancellationToken cancellationToken) =>
        OpenAsync(pod, container, string.Create(CultureInfo.InvariantCulture, $"tailLines={lines}"), cancellationToken);

    private async Task<Stream> OpenAsync(string pod, string? container, string query, CancellationToken cancellationToken)
    {
        // Kubernetes refuses to choose where a platform has put containers of its own beside the job's.
        var choice = string.IsNullOrEmpty(container) ? "" : $"&container={Uri.EscapeDataString(container)}";
        try
        {
            return await kubernetes.OpenStreamAsync($"api/v1/namespaces/{Uri.EscapeDataString(space)}/pods/{Uri.EscapeDataString(pod)}/log?{query}{choice}", cancellationToken, LongestSilence);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound || IsNotBegun(exception.Fault))
        {
            return Stream.Null;
        }
    }

    /// <summary>The kubelet's words for a container that has not begun: github.com/kubernetes/kubernetes, pkg/registry/core/pod and pkg/kubelet.</summary>
    private static bool IsNotBegun(ApiFault fault) => fault.Status == HttpStatusCode.BadRequest && WaitingToStart().IsMatch(fault.Words);

    [GeneratedRegex("is waiting to start|is not available|ContainerCreating|PodInitializing")]
    private static partial Regex WaitingToStart();
}
