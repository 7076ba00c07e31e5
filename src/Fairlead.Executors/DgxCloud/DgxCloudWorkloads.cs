using System.Collections.Concurrent;
using Fairlead.Executors.DgxCloud.Api;
using Fairlead.Executors.DgxCloud.KubeRay;
using Fairlead.Executors.Ledger;
using Fairlead.Jobs.DgxCloud;

namespace Fairlead.Executors.DgxCloud;

/// <summary>What a run is run as: one object for each kind and project.</summary>
internal sealed class DgxCloudWorkloads(RunAiApis apis, TimeProvider time)
{
    private readonly ConcurrentDictionary<(DgxCloudSite Site, bool IsRayJob), IDgxCloudWorkload> known = new();

    public IDgxCloudWorkload Of(Run run) => known.GetOrAdd((RunAiApis.SiteOf(run), RayJobId.Is(run)), Make);

    private IDgxCloudWorkload Make((DgxCloudSite Site, bool IsRayJob) kind) =>
        kind.IsRayJob ? new KubeRayJobs(apis.For(kind.Site), time) : new RunAiWorkloads(apis.For(kind.Site), time);
}
