using System.Collections.Concurrent;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Lepton.Api;
using Fairlead.Executors.Lepton.Jobs;
using Fairlead.Executors.Lepton.Ray;
using Fairlead.Jobs.Lepton;

namespace Fairlead.Executors.Lepton;

/// <summary>What a run is run as: one object for each kind and workspace.</summary>
internal sealed class LeptonWorkloads(LeptonClients clients, TimeProvider time)
{
    private readonly ConcurrentDictionary<LeptonSite, (ILeptonWorkload Jobs, ILeptonWorkload Ray)> known = new();

    public ILeptonWorkload Of(Run run)
    {
        var (jobs, ray) = known.GetOrAdd(LeptonClients.SiteOf(run), site => (new LeptonJobs(clients.For(site), time), new LeptonRayJobs(clients.For(site), time)));
        return LeptonRunId.Of(run).Cluster is null ? jobs : ray;
    }
}
