using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>What can be asked of one workspace.</summary>
internal sealed class LeptonClient
{
    // Files of some size, over lines of any width.
    private static readonly TimeSpan TransferLimit = TimeSpan.FromMinutes(15);

    public LeptonClient(LeptonSite site, ApiConnection connection)
    {
        Site = site;
        var token = new LeptonToken(site);
        Workspace = new LeptonApi(Client(site.Workspace, connection));
        Storage = site.Storage is { } place ? new LeptonStorageApi(place, Client(site.Workspace, connection with { AttemptLimit = TransferLimit })) : null;
        Ray = cluster => new RayJobsApi(Client(new Uri(site.Workspace, $"rayclusters/{Uri.EscapeDataString(cluster)}/dashboard/"), connection));

        ApiClient Client(Uri root, ApiConnection over) => new(root, token, over) { Headers = HeadersOf(site) };
    }

    public LeptonSite Site { get; }

    public LeptonApi Workspace { get; }

    /// <summary>Null: the runs' directory is on no volume that the storage API knows.</summary>
    public LeptonStorageApi? Storage { get; }

    /// <summary>The jobs of a Ray cluster, through the workspace's proxy.</summary>
    public Func<string, RayJobsApi> Ray { get; }

    // NVIDIA's gateway wants to know where a call comes from, as the SDK says it (leptonai/api/v2/client.py).
    private static ImmutableDictionary<string, string> HeadersOf(LeptonSite site) => site.Workspace.Host.Contains("dgxc", StringComparison.Ordinal)
        ? ImmutableDictionary<string, string>.Empty.Add("origin", site.Workspace.ToString().TrimEnd('/'))
        : ImmutableDictionary<string, string>.Empty;
}
