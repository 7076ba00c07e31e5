using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Lepton;

/// <summary>NVIDIA DGX Cloud Lepton.</summary>
public sealed record LeptonBackend(TimeProvider Time, Action<string>? Tell = null) : CloudBackend(Spec, Time, Tell), IEmulated
{
    private static new readonly ExecutorSpec Spec = new("lepton", [.. CloudKeys.All, .. LeptonKeys.All])
    {
        RequiredOfAny = [KnownKeys.ContainerImage],
        TrialProfile = IEmulated.ProfileName,
        ForwardsSecrets = CloudKeys.AllowsPlainSecrets,
    };

    public override JsonTypeInfo SiteFormat => LeptonFormat.Default.LeptonSite;

    private protected override ICloud Cloud => field ??= new LeptonCloud(Connection);

    public override BackendSite SiteOf(ResolvedJob job, Func<string, string?> environment) => LeptonSite.Of(job, environment);

    public override Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken) =>
        LeptonCheckup.ExamineAsync(LeptonSite.Of(job, environment), Connection, cancellationToken);

    public TableSetting ProfileOf(EmulatedPlace place) => place.Table(
        (KnownKeys.Executor, Spec.Name),
        (KnownKeys.GpusPerNode, 0L),
        ("workspace_url", $"{place.Address}/api/v2/workspaces/{place.Name}"),
        ("workspace_token", $"file:{place.SecretFile}"),
        ("ray_version", "2.48.0"),
        ("nemo_run_dir", Path.Combine(place.Volume, "jobs")),
        (KnownKeys.Mounts, place.List(place.Table(("path", "/"), ("mount_path", place.Volume), ("from", "node-nfs:data")))));

    protected override RenderedJob Render(RenderInputs inputs) => LeptonJob.Render(inputs);
}
