using Fairlead.Backends;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Pipeline.Images;

/// <summary>Which images a command means: those named with <c>--image</c>, else those of <c>--recipe</c>, else of every recipe that owns one.</summary>
internal sealed class ChosenImages(PipelineOptions options, PipelineSession session)
{
    /// <summary>The engine of the profile; where its jobs run on none, the usual one of this machine.</summary>
    public ContainerEngine Engine()
    {
        var profile = ProfileOf(options, session);
        var backend = session.Backends.Of(profile.Executor.Name) as IHasEngine ?? session.Backends.All.OfType<IHasEngine>().First();
        return backend.EngineOf(profile.Settings);
    }

    /// <summary>The profile that a command means, whatever the recipe.</summary>
    public static Profile ProfileOf(PipelineOptions options, PipelineSession session) =>
        ProfileReader.Read(session.Backends.Executors, session.EnvFile, options.Executor, options.Profile, stage: "", knownStages: [], options.AllowUnknownKeys);

    /// <summary>Repository parts of the references of owned images, such as <c>fairlead/nano3-sft</c>.</summary>
    public IReadOnlyList<string> Names() => [.. Owners().Select(recipe => RecipeImage.NameOf(recipe.Build!, recipe.RecipesRoot)).Distinct()];

    /// <exception cref="FairleadException">No recipe owns an image, or the named one does not.</exception>
    public async Task<IReadOnlyList<PlannedImage>> PlanAsync(CancellationToken cancellationToken)
    {
        var planned = new List<PlannedImage>();
        foreach (var recipe in Owners())
        {
            if (await session.ImagePlanner.PlanAsync(JobOf(recipe), MissingBase.Pull, cancellationToken) is { } image)
                planned.Add(image);
        }

        return [.. planned.DistinctBy(image => image.Reference)];
    }

    // The profile may name an image for jobs; what is built here is the recipe's own.
    private ResolvedJob JobOf(RecipeSpec recipe) => session.Planner.Resolve(recipe.Name) with { ContainerImage = null };

    private List<RecipeSpec> Owners()
    {
        if (options.Recipe is { } name)
        {
            var recipe = session.Catalogue.Find(RecipeOf(name));
            return recipe.Build is not null
                ? [recipe]
                : throw FairleadException.Usage($"recipe {recipe.Name} owns no image: there is no Dockerfile beside {recipe.SpecFile}", "write one, or name an image with --image=REFERENCE");
        }

        var owners = session.Catalogue.Recipes.Where(recipe => recipe.Build is not null).ToList();
        return owners.Count > 0
            ? owners
            : throw FairleadException.Usage($"no recipe below {session.Catalogue.Root} owns an image", "put a Dockerfile beside a recipe.toml, or name an image with --image=REFERENCE");
    }

    private static string RecipeOf(string name) => name.Contains('/', StringComparison.Ordinal)
        ? name
        : throw FairleadException.Usage($"--recipe expects family/stage here, found '{name}'", "./build.sh --target=ListRecipes");
}
