using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.KubeRay.Running;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>run:ai, the control plane of DGX Cloud. Jobs are workloads of its own, or RayJobs of its cluster. There is one client for each project: tokens and ids are asked for once.</summary>
internal sealed class RunAiCloud(ApiConnection connection) : ICloud
{
    private readonly ConcurrentDictionary<RunAiSite, RunAiApi> apis = new();
    private readonly ConcurrentDictionary<(RunAiApi Api, bool IsRayJob), ICloudWorkload> workloads = new();

    public string Platform => "run:ai";

    public bool PodsFillTheVolume => true;

    public bool LogsHaveTimes => true;

    public ICloudWorkload WorkloadOf(Run run)
    {
        var api = apis.GetOrAdd(run.SiteAs<RunAiSite>(), static (site, connection) => new RunAiApi(site, connection), connection);
        return workloads.GetOrAdd((api, RayJobId.Is(run)), Make);
    }

    public string HomeOf(Run run) => run.SiteAs<RunAiSite>().Home;

    public Func<string, string, CancellationToken, Task>? DownloadOf(Run run) => null;

    private ICloudWorkload Make((RunAiApi Api, bool IsRayJob) kind) => kind.IsRayJob ? new KubeRayJobs(kind.Api, connection.Time) : new RunAiWorkloads(kind.Api, connection.Time);
}
