using System.Collections.Immutable;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Sources;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Stages;

/// <summary>The cached stages of a plan. Each runs at most once in a process, however many targets ask for it.</summary>
internal sealed class RecipeStages(StageCache cache, BackendMap backends, StageRunner runner, OwnedImages images, Preparation preparation, SubmittedPreparation submitted)
{
    private readonly Dictionary<Digest, Task<StageResult>> results = [];
    private readonly Dictionary<Digest, Task<JobRequest>> requests = [];
    private readonly Dictionary<Digest, Task<KnownRun>> preparations = [];

    public Task<StageResult> PackageAsync(RecipePlan plan, CancellationToken cancellationToken) =>
        OnceAsync(plan.Package, PackageStage.BodyOf(plan), cancellationToken);

    public Task<JobRequest> RenderAsync(RecipePlan plan, CancellationToken cancellationToken)
    {
        var inputs = RenderInputsOf(plan);
        if (!requests.TryGetValue(inputs.Key, out var request))
            requests[inputs.Key] = request = RenderAsync(plan, inputs, cancellationToken);
        return request;
    }

    /// <summary>Has the engine hold the image that the recipe owns, if it owns one.</summary>
    public Task ImageAsync(RecipePlan plan, CancellationToken cancellationToken) =>
        plan.Image is { } image ? images.EnsureAsync(image, cancellationToken) : Task.CompletedTask;

    /// <summary>The run that prepares the plan's artifact where jobs will find it; null when it was prepared here, into the cache.</summary>
    /// <param name="again">Make a run more, though there is one.</param>
    public async Task<KnownRun?> PrepareAsync(RecipePlan plan, bool again, CancellationToken cancellationToken)
    {
        if (submitted.IsFor(plan))
            return await SubmittedAsync(plan, again, cancellationToken);
        await CachedAsync(plan, cancellationToken);
        return null;
    }

    /// <summary>The stage that tells whether the plan's artifact would be made anew: its own, or, where it is made by a run, the rendering of that.</summary>
    public StageInputs PreparationOf(RecipePlan plan) => submitted.IsFor(plan) ? RenderInputsOf(plan) : PrepareStage.InputsOf(plan);

    public StageInputs RenderInputsOf(RecipePlan plan) =>
        RenderStage.InputsOf(plan, backends, plan.Package.Key, ArtifactsOf(plan));

    /// <summary>The bytes that a rendered request needs; what is not prepared yet, is.</summary>
    public async Task<Payload> PayloadAsync(RecipePlan plan, CancellationToken cancellationToken)
    {
        await ImageAsync(plan, cancellationToken);
        await BackendOf(plan).RequireCommitsAsync(plan.Commits, cancellationToken);
        var package = await PackageAsync(plan, cancellationToken);
        var artifacts = ImmutableSortedDictionary.CreateBuilder<string, Materialise>(StringComparer.Ordinal);
        var after = ImmutableArray.CreateBuilder<Run>();
        foreach (var (slot, producer) in plan.Producers)
        {
            if (submitted.IsFor(producer))
            {
                after.Add(await submitted.ReadyAsync(producer, await SubmittedAsync(producer, again: false, cancellationToken), cancellationToken));
                continue;
            }

            var prepared = await CachedAsync(producer, cancellationToken);
            artifacts[slot] = (target, cancel) => cache.MaterialiseAsync(prepared, target, cancel);
        }

        return PayloadOf(plan, package) with { Artifacts = artifacts.ToImmutable(), After = after.ToImmutable() };
    }

    private Backend BackendOf(RecipePlan plan) => backends.Of(plan.Job.Executor);

    private Payload PayloadOf(RecipePlan plan, StageResult package) => new(
        cache.PathOf(package.Outputs[PackageStage.Archive].Digest),
        ImmutableSortedDictionary<string, Materialise>.Empty,
        plan.Files.ToImmutableSortedDictionary(file => file.Key, file => file.Value.Path, StringComparer.Ordinal));

    private Task<StageResult> CachedAsync(RecipePlan plan, CancellationToken cancellationToken) =>
        OnceAsync(PrepareStage.InputsOf(plan), preparation.BodyOf(plan, this), cancellationToken);

    private Task<KnownRun> SubmittedAsync(RecipePlan plan, bool again, CancellationToken cancellationToken)
    {
        var key = PrepareStage.InputsOf(plan).Key;
        if (!preparations.TryGetValue(key, out var run))
            preparations[key] = run = submitted.SubmitAsync(plan, this, again, cancellationToken);
        return run;
    }

    private async Task<JobRequest> RenderAsync(RecipePlan plan, StageInputs inputs, CancellationToken cancellationToken)
    {
        var package = await PackageAsync(plan, cancellationToken);
        var archive = PackageStage.SummaryOf(package, cache);
        SizeReport.Of(plan.Sources, archive, SourcePlace.MaxArchiveBytes(plan.Job)).RequireWithinCeiling();
        var rendered = await OnceAsync(inputs, RenderStage.BodyOf(plan, BackendOf(plan), archive.Digest, ArtifactsOf(plan)), cancellationToken);
        var text = cache.PathOf(rendered.Outputs[RenderStage.Request].Digest);
        var request = JobRequestJson.Read(await File.ReadAllTextAsync(text, cancellationToken), text, backends);
        await BackendOf(plan).RequireSendableAsync(request, PayloadOf(plan, package), cancellationToken);
        return request;
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
