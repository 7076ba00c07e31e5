using Fairlead.Backends;
using Fairlead.Images.Building;
using Fairlead.Images.Cache;
using Fairlead.Images.Engine;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;
using Fairlead.Stages.Files;

namespace Fairlead.Pipeline.Images;

/// <summary>Finds what the images of recipes are made of. Recipes that share a Dockerfile share an image.</summary>
internal sealed class ImagePlanner(BackendMap backends, ImageStore store, Func<FileDigestIndex> files)
{
    private readonly Dictionary<string, Task<EngineSurvey>> surveys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<PlannedImage>> images = new(StringComparer.Ordinal);

    /// <summary>Null: the job runs in an image that is named, or in none.</summary>
    /// <exception cref="Primitives.FairleadException">The engine does not answer, or lacks a base that may not be pulled now.</exception>
    public async Task<PlannedImage?> PlanAsync(ResolvedJob job, MissingBase missing, CancellationToken cancellationToken)
    {
        if (backends.Of(job.Executor) is not IHasEngine backend || RecipeImage.Of(job) is not { } definition)
            return null;
        var identity = $"{definition.Name} {string.Join(' ', definition.Arguments)}";
        if (!images.TryGetValue(identity, out var image))
            images[identity] = image = PlanAsync(backend.EngineOf(job.ExecutorSettings), job, definition, missing, cancellationToken);
        return await image;
    }

    private async Task<PlannedImage> PlanAsync(ContainerEngine engine, ResolvedJob job, ImageDefinition definition, MissingBase missing, CancellationToken cancellationToken)
    {
        if (!surveys.TryGetValue(engine.Client, out var survey))
            surveys[engine.Client] = survey = EngineSurvey.TakeAsync(engine, cancellationToken);
        var key = new ImageKey(engine, await survey, files(), new KnownBuilds(engine, store));
        var inputs = await key.InputsAsync(definition, $"{RecipeImage.SubjectOf(job.Recipe.Build!, job.Recipe.RecipesRoot)} {job.Profile}", missing, cancellationToken);
        return new PlannedImage(engine, await survey, definition, inputs, job.Recipe.Build!);
    }
}
