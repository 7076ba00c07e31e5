using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Lepton;

/// <summary>NVIDIA DGX Cloud Lepton.</summary>
public sealed record LeptonBackend(TimeProvider Time, Action<string>? Tell = null) : Backend(Spec), IEmulated
{
    private static new readonly ExecutorSpec Spec = new("lepton", [.. CloudKeys.All, .. LeptonKeys.All])
    {
        RequiredOfAny = [KnownKeys.ContainerImage],
        TrialProfile = IEmulated.ProfileName,
        ForwardsSecrets = CloudKeys.AllowsPlainSecrets,
    };

    public override IExecutor Executor => field ??= new CloudExecutor(new LeptonCloud(ApiConnection.Of(Time, Tell)), Time, Tell);

    public override JsonTypeInfo PartFormat => CloudFormat.Default.CloudPart;

    public override JsonTypeInfo SiteFormat => LeptonFormat.Default.LeptonSite;

    protected override ImmutableArray<Digest> Templates => PodScript.Templates;

    public override BackendSite SiteOf(ResolvedJob job, Func<string, string?> environment) => LeptonSite.Of(job, environment);

    public override Task RequireSendableAsync(JobRequest request, Payload payload, CancellationToken cancellationToken) =>
        CloudShipment.PlanAsync(request.Name, request, payload, podsFill: false, cancellationToken);

    public override Task RequireCommitsAsync(ImmutableArray<PinnedCommit> commits, CancellationToken cancellationToken) =>
        CloudCommits.RequireAsync(commits, cancellationToken);

    public override Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken) =>
        LeptonCheckup.ExamineAsync(LeptonSite.Of(job, environment), ApiConnection.Of(Time, Tell), cancellationToken);

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
