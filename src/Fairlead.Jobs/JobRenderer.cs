using System.Collections.Immutable;
using Fairlead.Jobs.Cloud;
using Fairlead.Jobs.DgxCloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Lepton;
using Fairlead.Jobs.Local;
using Fairlead.Jobs.Slurm;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Sources.Transport;

namespace Fairlead.Jobs;

/// <summary>What a job is rendered from.</summary>
public sealed record RenderInputs(
    ResolvedJob Job,
    SourceReference Source,
    ImmutableSortedDictionary<string, PinnedArtifact> Artifacts,
    ImmutableSortedDictionary<string, Digest> FileInputs)
{
    /// <summary>The repositories among the job's mounts, each at one commit.</summary>
    public ImmutableArray<PinnedCommit> Commits { get; init; } = [];

    /// <summary>What the job's output is to later jobs, where it stays with the backend; null: nothing.</summary>
    public PinnedArtifact? Publishes { get; init; }

    /// <summary>The image that was built for the job, in place of the one it names; null: none was.</summary>
    public string? ImageName { get; init; }

    /// <summary>The key of the build that <see cref="ImageName"/> comes from.</summary>
    public Digest? ImageKey { get; init; }

    /// <summary>Somebody waits for the job.</summary>
    public bool Attached { get; init; }
}

/// <summary>Turns a resolved job into the complete request for its executor. Pure: no network, no cluster tool, no secret.</summary>
public static class JobRenderer
{
    private const string LaunchScript = "launch.sh";
    private static readonly ImmutableSortedDictionary<string, string> NoFiles = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Identity of what renders for this executor: its templates, and the code of this assembly.</summary>
    public static Digest TemplateDigest(ExecutorKind executor) => executor switch
    {
        ExecutorKind.Local => RenderingIdentity.Of(LocalJob.TemplateDigest),
        ExecutorKind.Docker => RenderingIdentity.Of(DockerJob.TemplateDigest),
        ExecutorKind.Slurm => RenderingIdentity.Of(SlurmJob.Templates),
        ExecutorKind.Lepton or ExecutorKind.DgxCloud => RenderingIdentity.Of(PodScript.TemplateDigest, Digest.Of(PodBootstrap.Script)),
        _ => throw new ArgumentOutOfRangeException(nameof(executor), executor, "no such executor"),
    };

    public static JobRequest Render(RenderInputs inputs) => inputs.Job.Executor switch
    {
        ExecutorKind.Local => Request(inputs, inputs.Job.Nodes, NoFiles.Add(LaunchScript, LocalJob.Render(inputs.Job, inputs.Source))),
        ExecutorKind.Docker when DockerJob.Render(inputs) is var (script, part) => Request(inputs, inputs.Job.Nodes, NoFiles.Add(LaunchScript, script)) with { Docker = part },
        ExecutorKind.Slurm when SlurmJob.Render(inputs) is var rendered => Request(inputs, rendered.Nodes, rendered.Files) with { Slurm = rendered.Part },
        ExecutorKind.DgxCloud when DgxCloudJob.Render(inputs) is var (script, part) => Request(inputs, inputs.Job.Nodes, NoFiles.Add(PodScript.Name, script)) with { Cloud = part },
        ExecutorKind.Lepton when LeptonJob.Render(inputs) is var (script, part) => Request(inputs, inputs.Job.Nodes, NoFiles.Add(PodScript.Name, script)) with { Cloud = part },
        _ => throw new ArgumentOutOfRangeException(nameof(inputs), inputs.Job.Executor, "no such executor"),
    };

    private static JobRequest Request(RenderInputs inputs, int nodes, ImmutableSortedDictionary<string, string> scripts)
    {
        var job = inputs.Job;
        return new JobRequest
        {
            Recipe = job.Recipe.Name,
            Config = job.ConfigName,
            Executor = job.Executor,
            Nodes = nodes,
            ProcessesPerNode = job.ProcessesPerNode,
            GpusPerNode = job.GpusPerNode,
            Source = inputs.Source,
            Artifacts = inputs.Artifacts,
            FileInputs = inputs.FileInputs,
            Secrets = job.Secrets.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Files = scripts.Add("config.json", JobConfig.Write(job.Config, inputs.FileInputs.Keys)),
        };
    }
}
