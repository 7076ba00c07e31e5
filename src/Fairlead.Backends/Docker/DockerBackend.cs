using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Docker;

/// <summary>Containers of this machine, with docker or podman.</summary>
public sealed record DockerBackend(TimeProvider Time) : Backend(Spec), IHasEngine
{
    private static new readonly ExecutorSpec Spec = new("docker", DockerKeys.All)
    {
        IsBuiltIn = true,
        BuildsImages = true,
        Mounts = MountRule.FromThisMachine,
    };

    public override string Place => "containers";

    public override IExecutor Executor { get; } = new DockerExecutor(Time);

    public override JsonTypeInfo PartFormat => DockerFormat.Default.DockerPart;

    public override JsonTypeInfo SiteFormat => DockerFormat.Default.DockerSite;

    protected override ImmutableArray<Digest> Templates => [DockerJob.TemplateDigest];

    public ContainerEngine EngineOf(TableSetting settings) => new(DockerSettings.ClientOf(settings));

    public override IEnumerable<string> WarningsOf(ResolvedJob job) => DockerSettings.Of(job).Warnings;

    // Whoever comes back to the run may have another engine in the environment.
    public override BackendSite SiteOf(ResolvedJob job, Func<string, string?> environment)
    {
        var client = DockerSettings.Of(job).Client;
        return new DockerSite(client, environment(DockerEngines.HostVariable(client)));
    }

    public override Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken) =>
        DockerCheckup.ExamineAsync(new DockerCheckupSubject((DockerSite)SiteOf(job, environment), job.ContainerImage, DockerSettings.Of(job).Gpus, runsRoot), cancellationToken);

    protected override RenderedJob Render(RenderInputs inputs) => DockerJob.Render(inputs);
}
