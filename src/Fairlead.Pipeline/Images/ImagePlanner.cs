using Fairlead.Images.Building;
using Fairlead.Images.Cache;
using Fairlead.Images.Engine;
using Fairlead.Pipeline.Arguments;
using Fairlead.Recipes.Resolution;
using Fairlead.Stages.Files;

namespace Fairlead.Pipeline.Images;

/// <summary>Finds what the images of recipes are made of. Recipes that share a Dockerfile share an image.</summary>
internal sealed class ImagePlanner(PipelineOptions options, ImageStore store, Func<FileDigestIndex> files)
{
    // Whoever only looks pulls nothing.
    private static readonly string[] MayPull = ["Submit", "Prep", "Build", "SaveImages", "PublishImages", "Release", "Nightly"];
    private readonly Dictionary<string, Task<EngineSurvey>> surveys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<PlannedImage>> images = new(StringComparer.Ordinal);

    /// <summary>Null: the job runs in an image that is named, or in none.</summary>
    /// <exception cref="Primitives.FairleadException">The engine does not answer, or lacks a base that may not be pulled now.</exception>
    public async Task<PlannedImage?> PlanAsync(ResolvedJob job, CancellationToken cancellationToken)
    {
        if (RecipeImage.Of(job) is not { } definition)
            return null;
        var identity = $"{definition.Name} {string.Join(' ', definition.Arguments)}";
        if (!images.TryGetValue(identity, out var image))
            images[identity] = image = PlanAsync(job, definition, cancellationToken);
        return await image;
    }

    private async Task<PlannedImage> PlanAsync(ResolvedJob job, ImageDefinition definition, CancellationToken cancellationToken)
    {
        var engine = EngineChoice.Of(job.ExecutorSettings);
        if (!surveys.TryGetValue(engine.Client, out var survey))
            surveys[engine.Client] = survey = EngineSurvey.TakeAsync(engine, cancellationToken);
        var key = new ImageKey(engine, await survey, files(), new KnownBuilds(engine, store));
        var missing = MayPull.Any(options.AsksFor) ? MissingBase.Pull : MissingBase.Refuse;
        var inputs = await key.InputsAsync(definition, $"{RecipeImage.SubjectOf(job.Recipe.Build!, job.Recipe.RecipesRoot)} {job.Profile}", missing, cancellationToken);
        return new PlannedImage(engine, await survey, definition, inputs, job.Recipe.Build!);
    }
}
