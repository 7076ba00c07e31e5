using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running;
using Fairlead.Emulators;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs on an emulated run:ai, whose pods are processes of this machine.</summary>
internal sealed class RunAiWorkshop : CloudWorkshop
{
    private readonly string volume;

    private RunAiWorkshop(TemporaryDirectory place, EmulatedCloud cloud, RunAiSite site, ApiConnection connection)
        : base(place, cloud, connection, own => new RunAiCloud(own), [])
    {
        volume = place.File("volume");
        Site = site;
    }

    public RunAiSite Site { get; }

    public override SubmitTarget Target => new("lab", Site: Site);

    /// <summary>On a control plane of its own.</summary>
    public static async Task<RunAiWorkshop> OpenAsync(Func<EmulatorOptions, EmulatorOptions>? change = null, bool kubernetes = true, TimeProvider? time = null)
    {
        var place = new TemporaryDirectory();
        var volume = Directory.CreateDirectory(place.File("volume")).FullName;
        var options = new EmulatorOptions(place.File("cloud")) { Volumes = new Dictionary<string, string> { ["data"] = volume } };
        var cloud = await EmulatedCloud.StartAsync(change?.Invoke(options) ?? options);
        var site = new RunAiSite(
            new Uri(cloud.Address, "api/v1/"),
            options.ClientId,
            $"file:{place.Write("secret", options.Secret)}",
            options.Project,
            Path.Combine(volume, "jobs"),
            kubernetes ? new Uri(cloud.Address, "kubernetes/") : null);
        return new RunAiWorkshop(place, cloud, site, ApiConnection.Of(time ?? TimeProvider.System));
    }

    public override string FolderOf(Run run) => Path.Combine(Site.Home, "runs", run.Id);

    /// <summary>The requests of one path, whatever their query.</summary>
    public IReadOnlyList<string> Asked(string method, string path) => AskedAt(method, path);

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with
    {
        Executor = "dgxcloud",
        ContainerImage = "image:1",
        ExecutorSettings = Table(
            ("base_url", Site.Api.ToString()),
            ("client_id", Site.ClientId),
            ("client_secret", Site.ClientSecret),
            ("project_name", Site.Project),
            ("pvc_nemo_run_dir", Site.Home),
            ("distributed_framework", "PyTorch"),
            ("allow_plain_secrets", true),
            ("transport_wait_s", 60L),
            ("transport_keep_days", 14L))
            .With("pvcs", new ListSetting([Table(("claimName", "data"), ("path", volume), ("existingPvc", true))], Origin.BuiltIn)),
    };

    private static TableSetting Table(params (string Key, object Value)[] items) =>
        items.Aggregate(TableSetting.Empty(Origin.BuiltIn), (table, item) => table.With(item.Key, new ScalarSetting(item.Value, Origin.BuiltIn)));
}
