using Fairlead.Recipes;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Testing;

/// <summary>A resolved local job with nothing particular about it, to start from.</summary>
public static class PlainJob
{
    /// <param name="recipe">The recipe's name; its files are said to lie in a folder of that name below <c>/recipes</c>.</param>
    /// <param name="script">The script's name in that folder.</param>
    public static ResolvedJob Of(string recipe, string script) => new()
    {
        Recipe = new RecipeSpec
        {
            Name = recipe,
            RecipesRoot = "/recipes",
            Script = $"/recipes/{recipe}/{script}",
            SpecFile = $"/recipes/{recipe}/recipe.toml",
            ConfigDirectory = $"/recipes/{recipe}/config",
            DefaultConfig = "tiny",
            Launch = LaunchKind.Direct,
        },
        ConfigName = "tiny",
        Profile = "test",
        Executor = "local",
        Launch = LaunchKind.Direct,
        Nodes = 1,
        GpusPerNode = 0,
        ProcessesPerNode = 1,
        ExecutorSettings = TableSetting.Empty(Origin.BuiltIn),
        Config = TableSetting.Empty(Origin.BuiltIn),
    };
}
