using System.Globalization;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Slurm.Running;

/// <summary>A run's place on its cluster, and the names that its job is known by there.</summary>
internal sealed record RunSite(IRemoteHost Host, ClusterLayout Layout, Run Run)
{
    public string Directory => Layout.Run(Run.Id);

    public string JobName => Run.Id;

    public string Comment => field ??= $"fairlead {Run.Request.Key}";

    public static RunSite Of(Run run, Func<SlurmSite, IRemoteHost> hosts)
    {
        var site = SiteOf(run);
        return new RunSite(hosts(site), new ClusterLayout(site.Directory), run);
    }

    public static SlurmSite SiteOf(Run run) => run.SiteAs<SlurmSite>();

    /// <summary>The ledger has the id of a job; not so of a run that was cancelled before it was submitted.</summary>
    public static bool HasJob(Run run) => long.TryParse(run.BackendId, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>For the scripts: the job's id, or a dash when the ledger has none.</summary>
    public static string JobOf(Run run) => HasJob(run) ? run.BackendId! : "-";
}
