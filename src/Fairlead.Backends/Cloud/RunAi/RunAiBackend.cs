using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.RunAi;

/// <summary>NVIDIA DGX Cloud, whose control plane is run:ai.</summary>
public sealed record RunAiBackend(TimeProvider Time, Action<string>? Tell = null) : CloudBackend(Spec, Time, Tell), IEmulated
{
    private const string RunDirectory = "pvc_nemo_run_dir";
    private const string Volumes = "pvcs";

    private static new readonly ExecutorSpec Spec = new("dgxcloud", [.. CloudKeys.All, .. RunAiKeys.All])
    {
        RequiredOfAny = [KnownKeys.ContainerImage],
        TrialProfile = IEmulated.ProfileName,
        ForwardsSecrets = CloudKeys.AllowsPlainSecrets,
        Check = CheckRunDirectory,
    };

    public override string Place => "run:ai";

    public override JsonTypeInfo SiteFormat => RunAiFormat.Default.RunAiSite;

    private protected override ICloud Cloud => field ??= new RunAiCloud(Connection);

    public override BackendSite SiteOf(ResolvedJob job, Func<string, string?> environment) => RunAiSite.Of(job);

    public override Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken) =>
        new RunAiCheckup(Connection).ExamineAsync(RunAiSite.Of(job), cancellationToken);

    public TableSetting ProfileOf(EmulatedPlace place) => place.Table(
        (KnownKeys.Executor, Spec.Name),
        (KnownKeys.GpusPerNode, 0L),
        ("base_url", $"{place.Address}/api/v1"),
        ("kube_apiserver_url", $"{place.Address}/kubernetes"),
        ("client_id", place.Name),
        ("client_secret", $"file:{place.SecretFile}"),
        ("project_name", place.Name),
        (Volumes, place.List(place.Table(("claimName", "data"), ("path", place.Volume), ("existingPvc", true)))),
        (RunDirectory, Path.Combine(place.Volume, "jobs")));

    protected override RenderedJob Render(RenderInputs inputs) => RunAiJob.Render(inputs);

    private static void CheckRunDirectory(TableSetting settings)
    {
        var directory = ((ScalarSetting)settings[RunDirectory]!).ToText();
        var paths = ((settings[Volumes] as ListSetting)?.Items ?? []).Cast<TableSetting>()
            .Select(volume => (volume["path"] as ScalarSetting)?.Value as string ?? throw volume.Origin.Fault($"an entry of '{Volumes}' has no 'path'"))
            .ToArray();
        if (!paths.Any(path => directory == path || directory.StartsWith(path.TrimEnd('/') + '/', StringComparison.Ordinal)))
            throw settings[RunDirectory]!.Origin.Fault($"'{RunDirectory}' is '{directory}', which is not below the path of any of '{Volumes}'", "mount the volume it is on, or move it");
    }
}
