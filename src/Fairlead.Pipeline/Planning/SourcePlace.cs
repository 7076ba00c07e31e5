using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Sources;

namespace Fairlead.Pipeline.Planning;

/// <summary>Which files a job ships and where they lie in it: what the recipe lists, or upstream's packages below <c>src/</c>.</summary>
/// <param name="Mount">The folder below the job's code folder that the archive is unpacked in.</param>
internal sealed record SourcePlace(SourceScope Scope, string Mount)
{
    private const string RepositoryKey = "repo_root";
    private const string UpstreamMount = "src";

    /// <summary>The largest archive that may travel, in compressed bytes; null: any.</summary>
    public static long? MaxArchiveBytes(ResolvedJob job) => Number(job, KnownKeys.SourceMaxArchiveBytes);

    public static SourcePlace Of(ResolvedJob job)
    {
        var place = Unlimited(job);
        return place with { Scope = place.Scope with { MaxFileBytes = Number(job, KnownKeys.SourceMaxFileBytes)!.Value } };
    }

    private static SourcePlace Unlimited(ResolvedJob job)
    {
        var recipe = job.Recipe;
        if (!recipe.Sources.IsEmpty)
            return new SourcePlace(new SourceScope(recipe.RecipesRoot, recipe.Sources), "recipes");
        var repository = (job.ExecutorSettings[RepositoryKey] as ScalarSetting)?.Value as string ?? RepositoryAbove(recipe);
        return new SourcePlace(UpstreamLayout.For(repository, recipe.Script), UpstreamMount);
    }

    public string ScriptOf(RecipeSpec recipe) =>
        $"{Mount}/{FolderWalk.RelativeTo(Scope.Root, recipe.Script)}";

    private static long? Number(ResolvedJob job, string key) => (job.ExecutorSettings[key] as ScalarSetting)?.Value as long?;

    private static string RepositoryAbove(RecipeSpec recipe)
    {
        var folder = Path.GetDirectoryName(recipe.Script);
        while (folder is not null && Path.GetFileName(folder) != UpstreamMount)
            folder = Path.GetDirectoryName(folder);
        return Path.GetDirectoryName(folder ?? recipe.RecipesRoot)!;
    }
}
