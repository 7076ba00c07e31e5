using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Tests.Slurm.Remote;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs on a real Slurm cluster, in a job directory of their own.</summary>
internal sealed class SlurmWorkshop : Workshop
{
    private readonly TableSetting settings;
    private readonly SlurmSite site;

    private SlurmWorkshop(SlurmCluster cluster, TableSetting settings, SlurmSite site, (string Name, string Value)[] login)
        : base(new SlurmExecutor(new RemoteHosts(cluster.Environment.Concat(login.Select(v => KeyValuePair.Create(v.Name, v.Value))).ToDictionary()).For, TimeProvider.System))
    {
        Cluster = cluster;
        this.settings = settings;
        this.site = site;
    }

    public SlurmCluster Cluster { get; }

    public override SubmitTarget Target => new("cluster", site);

    /// <summary>On the cluster that the tests share.</summary>
    public static async Task<SlurmWorkshop> OpenAsync(Way way) => On(await SharedCluster.GetAsync(), way);

    /// <param name="login">What the shell that a local launcher is called from has set.</param>
    public static SlurmWorkshop On(SlurmCluster cluster, Way way = Way.Local, params (string Name, string Value)[] login)
    {
        var directory = Path.Combine(cluster.Jobs, $"it's {Guid.NewGuid():N}");
        var settings = Table(new()
        {
            ["remote_job_dir"] = directory,
            ["account"] = "lab7",
            ["partition"] = "main",
            ["time"] = "10",
            ["lustre_mount"] = "",
            ["tunnel"] = way == Way.Local ? "local" : "ssh",
            ["host"] = "127.0.0.1",
            ["port"] = (long)cluster.SshPort,
            ["user"] = "root",
            ["identity"] = cluster.Identity,
            ["known_hosts"] = cluster.KnownHosts,
        });
        var plain = new SlurmSite(directory);
        return new SlurmWorkshop(cluster, settings, way == Way.Local
            ? plain
            : plain with { Host = "127.0.0.1", Port = cluster.SshPort, User = "root", Identity = cluster.Identity, KnownHosts = cluster.KnownHosts, Client = SharedSshServer.ClientOf(way) }, login);
    }

    protected override IReadOnlyDictionary<string, string> LauncherEnvironment => Cluster.Environment;

    public override string FolderOf(Run run) => new ClusterLayout(site.Directory).Run(run.Id);

    public override Task WarnAsync(Run run, string signal) => Cluster.SucceedAsync("scancel", $"--signal={signal}", run.BackendId!);

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with { Executor = "slurm", ExecutorSettings = settings };

    private static TableSetting Table(Dictionary<string, object> items) =>
        items.Aggregate(TableSetting.Empty(Origin.BuiltIn), (table, item) => table.With(item.Key, new ScalarSetting(item.Value, Origin.BuiltIn)));
}
