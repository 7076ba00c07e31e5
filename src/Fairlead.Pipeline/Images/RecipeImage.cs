using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;

namespace Fairlead.Pipeline.Images;

/// <summary>What the image of a job's recipe is built from.</summary>
internal static class RecipeImage
{
    private const string Namespace = "fairlead";

    /// <returns>Null: the job runs in an image that is named, or in none.</returns>
    public static ImageDefinition? Of(ResolvedJob job) =>
        job is { ContainerImage: null or "", Recipe.Build: { } build }
            ? new ImageDefinition(NameOf(build, job.Recipe.RecipesRoot), build.Dockerfile, build.Context, ArgumentsOf(job, build), [.. build.Secrets.Keys], build.Platform)
            : null;

    /// <summary>The Dockerfile's folder below the recipes, such as <c>nano3/sft</c>.</summary>
    public static string SubjectOf(RecipeBuild build, string recipesRoot) =>
        Path.GetRelativePath(recipesRoot, Path.GetDirectoryName(build.Dockerfile)!);

    /// <summary>The repository part of the image's reference. Recipes that share a Dockerfile share its name.</summary>
    public static string NameOf(RecipeBuild build, string recipesRoot)
    {
        var words = Slug.Of(SubjectOf(build, recipesRoot));
        return $"{Namespace}/{(words.Length > 0 ? words : "recipes")}";
    }

    /// <summary>The values of a build's secrets, by id.</summary>
    /// <exception cref="FairleadException">A variable is not set, or a file not there.</exception>
    public static ImmutableSortedDictionary<string, Secret> SecretsOf(RecipeBuild build) =>
        build.Secrets.ToImmutableSortedDictionary(secret => secret.Key, secret => SecretValue.Resolve(secret.Key, secret.Value), StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, string> ArgumentsOf(ResolvedJob job, RecipeBuild build) =>
        job.ExecutorSettings[KnownKeys.BuildArguments] is TableSetting given
            ? given.Items.Aggregate(build.Arguments, (arguments, setting) => arguments.SetItem(setting.Key, ((ScalarSetting)setting.Value).ToText()))
            : build.Arguments;
}
