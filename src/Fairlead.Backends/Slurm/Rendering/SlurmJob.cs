using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Backends.Rendering;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>Renders the batch script of a job, and the script that its one srun starts for each member.</summary>
internal static class SlurmJob
{
    public const string BatchScript = "job.sbatch";
    public const string MemberScript = "rank.sh";
    private static readonly ShellTemplate Batch = new("job.sbatch.hbs", MembersModel.Recording);
    private static readonly ShellTemplate Member = new("rank.sh.hbs", MembersModel.Recording, MembersModel.User, RayCluster.Template);

    public static ImmutableArray<Digest> Templates => [Batch.Digest, Member.Digest];

    /// <exception cref="FairleadException">A setting that Slurm cannot carry, or a job that Slurm cannot run.</exception>
    public static RenderedJob Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        var settings = SlurmSettings.Of(job);
        var nodes = job.Nodes + settings.HetGroups.Sum(group => group.Nodes);
        SlurmLimits.Check(inputs, settings, nodes);
        var member = new MemberCommand(job, nodes);
        var files = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add(BatchScript, Batch.Render(BatchModel(inputs, settings, member)))
            .Add(MemberScript, Member.Render(MemberModel(inputs, settings, member)));
        var image = string.IsNullOrEmpty(job.ContainerImage) ? null : job.ContainerImage;
        var sources = image is null ? [] : MountPlan.Sources(job, settings);
        var part = new SlurmPart(settings.Site.Address, settings.Site.Directory, image, settings.Dependency, inputs.Commits, inputs.Publishes) { MountSources = sources.IsEmpty ? null : sources };
        return new RenderedJob(files, nodes, part);
    }

    private static Dictionary<string, object> BatchModel(RenderInputs inputs, SlurmSettings settings, MemberCommand member)
    {
        var job = inputs.Job;
        var layout = new ClusterLayout(settings.Site.Directory);
        var contained = !string.IsNullOrEmpty(job.ContainerImage);
        var environment = BatchEnvironment.Of(inputs, (slot, artifact) => contained ? MountPlan.ArtifactTarget(slot) : layout.Artifact(artifact.Digest));
        var requeues = Directives.MayBeRequeued(job, settings);
        return new Dictionary<string, object>
        {
            ["directives"] = Directives.Of(job, settings, member.PerNode, inputs.Attached).ToArray(),
            ["array"] = settings.Array is not null,
            ["kind"] = member.Kind,
            ["ray"] = RayCluster.IsOf(job, member.Nodes),
            ["artifacts"] = inputs.Artifacts.Values.Select(artifact => Needed(artifact.Name, layout.Artifact(artifact.Digest))).ToArray(),
            ["contained"] = contained,
            ["places"] = environment.Places,
            ["environment"] = environment.Plain,
            ["secrets"] = string.Join(' ', environment.SecretNames),
            ["secretsAreNeededAgain"] = requeues || settings.Array is not null,
            ["setup"] = settings.SetupLines?.TrimEnd('\n') ?? "",
            ["flags"] = string.Join(" \\\n  ", SrunFlags.Placement(settings).Concat(contained
                ? SrunFlags.Container(layout.Image(job.ContainerImage!), MountPlan.InContainer(inputs, settings, layout), environment.Names)
                : [])),
            ["artifactsDirectory"] = layout.Artifacts,
            ["publishes"] = inputs.Publishes?.Digest.ToString() ?? "",
        };
    }

    private static object Needed(string name, string path) => new { path, missing = $"the artifact {name} is not in {path}" };

    private static Dictionary<string, object> MemberModel(RenderInputs inputs, SlurmSettings settings, MemberCommand member) => new(RayCluster.Model(inputs.Job, settings, member.Nodes))
    {
        ["contained"] = !string.IsNullOrEmpty(inputs.Job.ContainerImage),
        ["environment"] = BatchEnvironment.OfTheRanks(inputs.Job),
        ["array"] = settings.Array is not null,
        ["kind"] = member.Kind,
        ["ranks"] = member.AreRanks,
        ["ranksPerNode"] = Text(member.PerNode),
        ["width"] = Text(Text(member.Count - 1).Length),
        ["script"] = inputs.Source.Script,
        ["mount"] = inputs.Source.Mount,
        ["commits"] = inputs.Commits.Select(commit => new { repository = commit.Repository, commit = commit.Commit, target = commit.Target }).ToArray(),
        ["startup"] = inputs.Job.StartupCommands.ToArray(),
        ["command"] = member.Text,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
