using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Slurm.Running.Checkup;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm;

/// <summary>A Slurm cluster, from its login node or over SSH.</summary>
public sealed record SlurmBackend(TimeProvider Time, Action<string>? Tell = null) : Backend(Spec), ISquashesImages
{
    private static new readonly ExecutorSpec Spec = new("slurm", SlurmKeys.All) { RequiredOfAny = [KnownKeys.RemoteJobDirectory] };
    private readonly RemoteHosts hosts = new(tell: Tell);

    public override string Place => "cluster";

    public override IExecutor Executor => field ??= new SlurmExecutor(hosts.For, Time);

    public override JsonTypeInfo PartFormat => SlurmFormat.Default.SlurmPart;

    public override JsonTypeInfo SiteFormat => SlurmFormat.Default.SlurmSite;

    protected override ImmutableArray<Digest> Templates => SlurmJob.Templates;

    public override BackendSite SiteOf(ResolvedJob job, Func<string, string?> environment) => SlurmSettings.Of(job).Site;

    public override Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var settings = SlurmSettings.Of(job);
        return new SlurmCheckup(hosts.For).ExamineAsync(new CheckupSubject(settings.Site, settings.Partitions, settings.Account, job.ContainerImage, job.Python), cancellationToken);
    }

    public Task<SquashedImage> SquashAsync(ResolvedJob job, bool again, CancellationToken cancellationToken) => string.IsNullOrEmpty(job.ContainerImage)
        ? throw FairleadException.Usage($"profile {job.Profile} runs {job.Recipe.Name} without a container", "set container_image in it, or --set=env.container_image=...")
        : new SlurmImages(hosts.For).EnsureAsync(SlurmSettings.Of(job).Site, job.ContainerImage, again, cancellationToken);

    protected override RenderedJob Render(RenderInputs inputs) => SlurmJob.Render(inputs);
}
