using System.Collections.Concurrent;
using Fairlead.Executors.Cloud.Http;
using Fairlead.Executors.Ledger;
using Fairlead.Jobs.DgxCloud;

namespace Fairlead.Executors.DgxCloud.Api;

/// <summary>One client for each control plane and project: tokens and ids are asked for once.</summary>
internal sealed class RunAiApis(ApiConnection connection)
{
    private readonly ConcurrentDictionary<DgxCloudSite, RunAiApi> known = new();

    public RunAiApi For(DgxCloudSite site) => known.GetOrAdd(site, static (site, connection) => new RunAiApi(site, connection), connection);

    public RunAiApi For(Run run) => For(SiteOf(run));

    public static DgxCloudSite SiteOf(Run run) => run.DgxCloud ?? throw new InvalidOperationException($"run {run.Id} has no run:ai site");
}
