using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Jobs;
using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>Lepton. Jobs are jobs of a workspace, or run on one of its Ray clusters. There is one set of clients for each workspace.</summary>
internal sealed class LeptonCloud(ApiConnection connection) : ICloud
{
    private readonly ConcurrentDictionary<LeptonSite, (LeptonClient Client, ICloudWorkload Jobs, ICloudWorkload Ray)> workspaces = new();

    public string Platform => "lepton";

    public bool PodsFillTheVolume => false;

    public bool LogsHaveTimes => false;

    public ICloudWorkload WorkloadOf(Run run) => LeptonRunId.Of(run).Cluster is null ? WorkspaceOf(run).Jobs : WorkspaceOf(run).Ray;

    public string HomeOf(Run run) => run.SiteAs<LeptonSite>().Home;

    public Func<string, string, CancellationToken, Task>? DownloadOf(Run run) => WorkspaceOf(run).Client.Storage is { } storage ? new StorageDownload(storage).BringAsync : null;

    private (LeptonClient Client, ICloudWorkload Jobs, ICloudWorkload Ray) WorkspaceOf(Run run) => workspaces.GetOrAdd(run.SiteAs<LeptonSite>(), site =>
    {
        var client = new LeptonClient(site, connection);
        return (client, new LeptonJobs(client, connection.Time), new LeptonRayJobs(client, connection.Time));
    });
}
