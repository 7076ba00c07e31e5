using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.KubeRay.Running;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>What a run is run as: one object for each kind and project.</summary>
internal sealed class DgxCloudWorkloads(RunAiApis apis, TimeProvider time)
{
    private readonly ConcurrentDictionary<(DgxCloudSite Site, bool IsRayJob), ICloudWorkload> known = new();

    public ICloudWorkload Of(Run run) => known.GetOrAdd((RunAiApis.SiteOf(run), RayJobId.Is(run)), Make);

    private ICloudWorkload Make((DgxCloudSite Site, bool IsRayJob) kind) =>
        kind.IsRayJob ? new KubeRayJobs(apis.For(kind.Site), time) : new RunAiWorkloads(apis.For(kind.Site), time);
}
