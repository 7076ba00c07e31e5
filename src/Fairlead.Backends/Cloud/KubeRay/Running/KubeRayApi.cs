using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>RayJobs and pods of one namespace, through the cluster's Kubernetes API.</summary>
internal sealed class KubeRayApi(ApiClient kubernetes, string space)
{
    // A RayJob brings the files of its job along, so it may be a megabyte and more.
    private const int PageSize = 40;
    private const int MostPages = 1000;

    public string Namespace => space;

    private string Jobs => $"apis/ray.io/v1/namespaces/{Uri.EscapeDataString(space)}/rayjobs";

    /// <summary>One attempt; see <see cref="ApiClient.CreateAsync"/>.</summary>
    public Task<RayJob> CreateAsync(ApiBody body, CancellationToken cancellationToken) =>
        kubernetes.CreateAsync(Jobs, body, KubeRayJson.Default.RayJob, cancellationToken);

    /// <returns>Null when there is none of that name.</returns>
    public async Task<RayJob?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await kubernetes.GetAsync(PathOf(name), KubeRayJson.Default.RayJob, cancellationToken);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Those that Fairlead made, by name.</summary>
    public async Task<IReadOnlyDictionary<string, RayJob>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, RayJob>(StringComparer.Ordinal);
        var next = "";
        for (var page = 0; page == 0 || (next.Length > 0 && page < MostPages); page++)
        {
            var path = $"{Jobs}?labelSelector={Uri.EscapeDataString(RayJobLabels.Selector)}&limit={PageSize}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}";
            var answer = await kubernetes.GetAsync(path, KubeRayJson.Default.RayJobPage, cancellationToken);
            foreach (var job in answer.Items ?? [])
                found[job.Metadata.Name] = job;
            next = answer.Metadata?.Continue ?? "";
        }

        return found;
    }

    /// <summary>It is gone when its cluster and its pods are. One that is not there is no error.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await kubernetes.SendAsync(HttpMethod.Delete, $"{PathOf(name)}?propagationPolicy=Foreground", ApiBody.None, cancellationToken);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
        }
    }

    /// <param name="label">As <c>name=value</c>.</param>
    public async Task<IReadOnlyList<KubernetesPod>> PodsAsync(string label, CancellationToken cancellationToken) =>
        (await kubernetes.GetAsync($"api/v1/namespaces/{Uri.EscapeDataString(space)}/pods?labelSelector={Uri.EscapeDataString(label)}", KubeRayJson.Default.PodPage, cancellationToken)).Items ?? [];

    private string PathOf(string name) => $"{Jobs}/{Uri.EscapeDataString(name)}";
}
