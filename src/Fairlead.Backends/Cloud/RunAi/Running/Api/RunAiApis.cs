using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

/// <summary>One client for each control plane and project: tokens and ids are asked for once.</summary>
internal sealed class RunAiApis(ApiConnection connection)
{
    private readonly ConcurrentDictionary<DgxCloudSite, RunAiApi> known = new();

    public RunAiApi For(DgxCloudSite site) => known.GetOrAdd(site, static (site, connection) => new RunAiApi(site, connection), connection);

    public RunAiApi For(Run run) => For(SiteOf(run));

    public static DgxCloudSite SiteOf(Run run) => run.SiteAs<DgxCloudSite>();
}
