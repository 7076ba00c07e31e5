using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Cloud.RunAi.Rendering;

/// <summary>What a job's settings say to run:ai.</summary>
internal sealed record RunAiSettings
{
    private const string VolumesKey = "pvcs";
    private const string FrameworkKey = "distributed_framework";
    private static readonly ImmutableArray<string> Frameworks = ["PyTorch", "MPI", "TF", "XGBoost", "JAX"];

    public required RunAiSite Site { get; init; }

    public required CloudSettings Cloud { get; init; }

    /// <summary>Each as it was written.</summary>
    public ImmutableArray<JsonObject> Volumes { get; init; } = [];

    public required string Framework { get; init; }

    public required TableSetting CustomSpec { get; init; }

    public RayBackend Ray { get; init; }

    public int? MaxArgumentCharacters { get; init; }

    /// <exception cref="FairleadException">A setting is missing, or run:ai cannot carry it; the message names its place.</exception>
    public static RunAiSettings Of(ResolvedJob job)
    {
        var settings = new SettingReader(job.ExecutorSettings);
        var cloud = CloudSettings.Of(job, "pvc_nemo_run_dir");
        return new RunAiSettings
        {
            Site = new RunAiSite(
                ApiAddress.Of(settings, "base_url")!,
                settings.Text("client_id")!,
                settings.SecretReference("client_secret")!,
                settings.Text("project_name")!,
                cloud.Home,
                ApiAddress.Of(settings, "kube_apiserver_url")),
            Cloud = cloud,
            Volumes = [.. settings.Tables(VolumesKey).Select(Volume)],
            Framework = FrameworkOf(settings),
            CustomSpec = settings.Table(CustomSpecification.Key),
            Ray = settings.Choice<RayBackend>("ray_backend"),
            MaxArgumentCharacters = settings.Number("dgxcloud_max_args_chars", minimum: 1),
        };
    }

    private static JsonObject Volume(TableSetting volume) => volume["claimName"] is ScalarSetting { Value: string { Length: > 0 } }
        ? (JsonObject)volume.ToJson()!
        : throw volume.Origin.Fault($"an entry of '{VolumesKey}' has no 'claimName'", "name the claim of the volume");

    private static string FrameworkOf(SettingReader settings) => settings.Text(FrameworkKey) is { } framework && Frameworks.Contains(framework)
        ? framework
        : throw settings.OriginOf(FrameworkKey).Fault($"'{FrameworkKey}' expects one of: {string.Join(", ", Frameworks)}; found '{settings.Text(FrameworkKey)}'");
}

/// <summary>Who makes the Ray cluster of a job on several nodes.</summary>
internal enum RayBackend
{
    /// <summary>The pods of the job, among themselves.</summary>
    Workload,

    /// <summary>The KubeRay operator of the cluster.</summary>
    KubeRay,
}
