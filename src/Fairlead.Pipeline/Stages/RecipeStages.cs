using System.Collections.Immutable;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Sources;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Stages;

/// <summary>The cached stages of a plan. Each runs at most once in a process, however many targets ask for it.</summary>
internal sealed class RecipeStages(StageCache cache, StageRunner runner, Preparation preparation)
{
    private readonly Dictionary<Digest, Task<StageResult>> results = [];

    public Task<StageResult> PackageAsync(RecipePlan plan, CancellationToken cancellationToken) =>
        OnceAsync(plan.Package, PackageStage.BodyOf(plan), cancellationToken);

    public async Task<JobRequest> RenderAsync(RecipePlan plan, CancellationToken cancellationToken)
    {
        var package = await PackageAsync(plan, cancellationToken);
        var artifacts = ArtifactsOf(plan);
        var archive = PackageStage.SummaryOf(package, cache);
        SizeReport.Of(plan.Sources, archive, SourcePlace.MaxArchiveBytes(plan.Job)).RequireWithinCeiling();
        var rendered = await OnceAsync(RenderInputsOf(plan), RenderStage.BodyOf(plan, archive.Digest, artifacts), cancellationToken);
        return JobRequestJson.Read(await File.ReadAllTextAsync(cache.PathOf(rendered.Outputs[RenderStage.Request].Digest), cancellationToken));
    }

    public Task<StageResult> PrepareAsync(RecipePlan plan, CancellationToken cancellationToken) =>
        OnceAsync(PrepareStage.InputsOf(plan), preparation.BodyOf(plan, this), cancellationToken);

    public static StageInputs RenderInputsOf(RecipePlan plan) =>
        RenderStage.InputsOf(plan, plan.Package.Key, ArtifactsOf(plan));

    /// <summary>The bytes that a rendered request needs; what is not prepared yet, is.</summary>
    public async Task<Payload> PayloadAsync(RecipePlan plan, CancellationToken cancellationToken)
    {
        var package = await PackageAsync(plan, cancellationToken);
        var artifacts = ImmutableSortedDictionary.CreateBuilder<string, Materialise>(StringComparer.Ordinal);
        foreach (var (slot, producer) in plan.Producers)
        {
            var prepared = await PrepareAsync(producer, cancellationToken);
            artifacts[slot] = (target, cancel) => cache.MaterialiseAsync(prepared, target, cancel);
        }

        return new Payload(
            cache.PathOf(package.Outputs[PackageStage.Archive].Digest),
            artifacts.ToImmutable(),
            plan.Files.ToImmutableSortedDictionary(file => file.Key, file => file.Value.Path, StringComparer.Ordinal));
    }

    private static ImmutableSortedDictionary<string, PinnedArtifact> ArtifactsOf(RecipePlan plan) =>
        plan.Producers.ToImmutableSortedDictionary(
            producer => producer.Key,
            producer => new PinnedArtifact(plan.Job.Recipe.Inputs[producer.Key], PrepareStage.InputsOf(producer.Value).Key),
            StringComparer.Ordinal);

    private Task<StageResult> OnceAsync(StageInputs inputs, StageBody body, CancellationToken cancellationToken)
    {
        if (!results.TryGetValue(inputs.Key, out var result))
            results[inputs.Key] = result = runner.RunAsync(inputs, body, cancellationToken);
        return result;
    }
}
