using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Jobs;
using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>What a run is run as: one object for each kind and workspace.</summary>
internal sealed class LeptonWorkloads(LeptonClients clients, TimeProvider time)
{
    private readonly ConcurrentDictionary<LeptonSite, (ICloudWorkload Jobs, ICloudWorkload Ray)> known = new();

    public ICloudWorkload Of(Run run)
    {
        var (jobs, ray) = known.GetOrAdd(LeptonClients.SiteOf(run), site => (new LeptonJobs(clients.For(site), time), new LeptonRayJobs(clients.For(site), time)));
        return LeptonRunId.Of(run).Cluster is null ? jobs : ray;
    }
}
