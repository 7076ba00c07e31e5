using System.Net.Http.Headers;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running;
using Fairlead.Emulators;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs in an emulated workspace of Lepton, whose pods are processes of this machine.</summary>
internal sealed class LeptonWorkshop : CloudWorkshop
{
    private const string VolumeName = "data";

    private LeptonWorkshop(TemporaryDirectory place, EmulatedCloud cloud, LeptonSite site, ApiConnection connection)
        : base(place, cloud, connection, own => new LeptonCloud(own), [])
    {
        Site = site;
    }

    public LeptonSite Site { get; }

    public override SubmitTarget Target => new("lab", Site: Site);

    /// <summary>The directory that stands for the volume.</summary>
    public string Volume => Path.GetDirectoryName(Site.Home)!;

    /// <summary>In a workspace of its own.</summary>
    public static async Task<LeptonWorkshop> OpenAsync(Func<EmulatorOptions, EmulatorOptions>? change = null, TimeProvider? time = null)
    {
        var place = new TemporaryDirectory();
        var volume = Directory.CreateDirectory(place.File("volume")).FullName;
        var options = new EmulatorOptions(place.File("cloud")) { Volumes = new Dictionary<string, string> { [VolumeName] = volume } };
        options = change?.Invoke(options) ?? options;
        var cloud = await EmulatedCloud.StartAsync(options);
        var site = new LeptonSite(
            new Uri(cloud.Address, $"api/v2/workspaces/{options.Workspace}/"),
            $"file:{place.Write("token", options.Secret)}",
            Path.Combine(volume, "jobs"),
            $"{VolumeName}/jobs");
        return new LeptonWorkshop(place, cloud, site, ApiConnection.Of(time ?? TimeProvider.System));
    }

    public override string FolderOf(Run run) => Path.Combine(Site.Home, "runs", run.Id);

    /// <summary>The bodies of requests below the workspace, whatever their query.</summary>
    public IReadOnlyList<string> Asked(string method, string path) => AskedAt(method, $"{Site.Workspace.AbsolutePath}{path}");

    /// <summary>As somebody does in the workspace's console.</summary>
    public async Task DeleteAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Site.Workspace, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecretValue.Resolve("workspace_token", Site.Token).Reveal());
        using var answer = await Connection.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with
    {
        Executor = "lepton",
        ContainerImage = "image:1",
        Mounts = [new VolumeMount("/", Volume, $"node-nfs:{VolumeName}", Origin.BuiltIn)],
        ExecutorSettings = Settings.Aggregate(TableSetting.Empty(Origin.BuiltIn), (table, item) => table.With(item.Key, new ScalarSetting(item.Value, Origin.BuiltIn))),
    };

    private (string Key, object Value)[] Settings =>
    [
        ("workspace_url", Site.Workspace.ToString()),
        ("workspace_token", Site.Token),
        ("nemo_run_dir", Site.Home),
        ("cpu_resource_shape", "cpu.small"),
        ("node_group", "emulator"),
        ("ray_version", "2.48.0"),
        ("ray_cluster_at_end", "suspend"),
        ("transport", "auto"),
        ("transport_max_chars", 1_400_000L),
        ("transport_wait_s", 600L),
        ("transport_keep_days", 14L),
        ("allow_plain_secrets", true),
    ];
}
