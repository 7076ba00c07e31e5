using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>What a job's settings say to any cloud.</summary>
internal sealed record CloudSettings
{
    private const string RayAtEndKey = "ray_cluster_at_end";
    private const string TransportKey = "transport";

    public required string Home { get; init; }

    public ImmutableArray<string> PipExtras { get; init; } = [];

    /// <summary>Shell lines of the user's.</summary>
    public ImmutableArray<string> PreLaunch { get; init; } = [];

    public ImmutableArray<string> ImagePullSecrets { get; init; } = [];

    public bool PlainSecrets { get; init; }

    public TransportMode Transport { get; init; }

    public int? MaxCharacters { get; init; }

    public int WaitSeconds { get; init; }

    public int KeepDays { get; init; }

    public string? RayVersion { get; init; }

    public string? ExistingRayCluster { get; init; }

    public RayClusterEnd RayAtEnd { get; init; }

    /// <param name="homeKey">The key that names the directory jobs live in.</param>
    /// <exception cref="FairleadException">A setting that no pod can have; the message names its place.</exception>
    public static CloudSettings Of(ResolvedJob job, string homeKey)
    {
        var settings = new SettingReader(job.ExecutorSettings);
        return new CloudSettings
        {
            Home = HomeOf(settings, homeKey),
            PipExtras = [.. settings.Texts("pip_extras").Select(entry => entry.Text)],
            PreLaunch = [.. settings.Words("pre_launch_commands").Select(entry => entry.Text)],
            ImagePullSecrets = [.. settings.Texts("image_pull_secrets").Select(entry => entry.Text)],
            PlainSecrets = settings.Flag(KnownKeys.PlainSecrets),
            Transport = settings.Choice<TransportMode>(TransportKey),
            MaxCharacters = settings.Number("transport_max_chars", minimum: 1),
            WaitSeconds = settings.Number("transport_wait_s", minimum: 1) ?? throw new InvalidOperationException("transport_wait_s has a default"),
            KeepDays = settings.Number("transport_keep_days", minimum: 1) ?? throw new InvalidOperationException("transport_keep_days has a default"),
            RayVersion = settings.Text("ray_version"),
            ExistingRayCluster = settings.Text("existing_ray_cluster"),
            RayAtEnd = settings.Choice<RayClusterEnd>(RayAtEndKey),
        };
    }

    /// <param name="platform">The limits of the platform itself.</param>
    public CloudTransport TransportWithin(TransportLimits platform) =>
        CloudTransport.Of(Transport, MaxCharacters is { } characters ? platform with { TotalCharacters = characters } : platform, WaitSeconds, KeepDays);

    private static string HomeOf(SettingReader settings, string key)
    {
        var given = settings.Text(key) ?? "";
        var home = given.TrimEnd('/');
        return home.StartsWith('/') && !home.Split('/').Contains("..")
            ? home
            : throw settings.OriginOf(key).Fault($"'{key}' expects the absolute path of a directory on the job's volume, below its root, found '{given}'");
    }
}
