using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Planning;

/// <summary>
/// Decides which recipe a <c>--set</c> is for when a command runs a recipe and the preparation of its data: a config key goes to
/// whoever has it; an executor setting to the recipe alone, for a preparation has resources of its own; but where it runs, a cluster or an image, to both.
/// </summary>
internal static class SetRouting
{
    public static IEnumerable<string> ForProducer(IEnumerable<string> sets, RecipeConfig config, Executors executors) =>
        sets.Where(set => Override.Parse(set) is var item && (item.IsExecutorSetting ? executors.FindKey(item.Path.Split('.')[0])?.Use.HasFlag(KeyUse.Place) == true : config.HasKey(item.Path)));

    public static IEnumerable<string> ForRecipe(IEnumerable<string> sets, RecipeConfig config, IEnumerable<RecipeConfig> producers) =>
        sets.Where(set => Override.Parse(set) is var item
            && (item.IsExecutorSetting || config.HasKey(item.Path) || !producers.Any(producer => producer.HasKey(item.Path))));
}
