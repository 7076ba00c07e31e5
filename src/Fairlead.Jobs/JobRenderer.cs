using System.Collections.Immutable;
using Fairlead.Jobs.Local;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Jobs;

/// <summary>What a job is rendered from.</summary>
public sealed record RenderInputs(
    ResolvedJob Job,
    SourceReference Source,
    ImmutableSortedDictionary<string, PinnedArtifact> Artifacts,
    ImmutableSortedDictionary<string, Digest> FileInputs);

/// <summary>Turns a resolved job into the complete request for its executor. Pure: no network, no cluster tool, no secret.</summary>
public static class JobRenderer
{
    /// <summary>Identity of the templates that rendering for this executor uses.</summary>
    public static Digest TemplateDigest(ExecutorKind executor) =>
        executor == ExecutorKind.Local ? LocalJob.TemplateDigest : throw NotYet(executor);

    public static JobRequest Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        var script = job.Executor == ExecutorKind.Local ? LocalJob.Render(job, inputs.Source) : throw NotYet(job.Executor);
        return new JobRequest
        {
            Recipe = job.Recipe.Name,
            Config = job.ConfigName,
            Executor = job.Executor,
            Nodes = job.Nodes,
            ProcessesPerNode = job.ProcessesPerNode,
            GpusPerNode = job.GpusPerNode,
            Source = inputs.Source,
            Artifacts = inputs.Artifacts,
            FileInputs = inputs.FileInputs,
            Secrets = job.Secrets.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Files = ImmutableSortedDictionary<string, string>.Empty
                .WithComparers(StringComparer.Ordinal)
                .Add("config.json", JobConfig.Write(job.Config, inputs.FileInputs.Keys))
                .Add("launch.sh", script),
        };
    }

    private static FairleadException NotYet(ExecutorKind executor) =>
        FairleadException.Usage(
            $"this version submits to the local executor; '{executor.Name()}' profiles are read and checked, not yet rendered",
            "run without --executor, or with --executor=local");
}
