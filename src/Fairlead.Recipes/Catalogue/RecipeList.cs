using System.Text.Json.Nodes;

namespace Fairlead.Recipes.Catalogue;

/// <summary>What ListRecipes prints: the recipes, and the files that declare one and cannot be read.</summary>
public static class RecipeList
{
    public static void WriteText(RecipeCatalogue catalogue, TextWriter writer)
    {
        var width = catalogue.Recipes.Select(recipe => recipe.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var recipe in catalogue.Recipes)
            writer.WriteLine($"{recipe.Name.PadRight(width)}  {recipe.Launch.Name(),-8}  {Shape(recipe),-9}  {string.Join(' ', ConfigLoader.Names(recipe).Select(name => Mark(recipe, name)))}");
        foreach (var problem in catalogue.Unreadable)
            writer.WriteLine($"unreadable: {problem.Reason.Message}");
    }

    public static JsonObject ToJson(RecipeCatalogue catalogue) => new()
    {
        ["recipes"] = new JsonArray([.. catalogue.Recipes.Select(Recipe)]),
        ["unreadable"] = new JsonArray([.. catalogue.Unreadable.Select(problem => new JsonObject { ["file"] = problem.File, ["reason"] = problem.Reason.Message })]),
    };

    private static string Shape(RecipeSpec recipe) => $"{recipe.Nodes} x {(recipe.GpusPerNode is { } gpus ? $"{gpus}" : "gpu")}";

    private static string Mark(RecipeSpec recipe, string config) => config == recipe.DefaultConfig ? $"[{config}]" : config;

    private static JsonObject Recipe(RecipeSpec recipe) => new()
    {
        ["name"] = recipe.Name,
        ["launch"] = recipe.Launch.Name(),
        ["nodes"] = recipe.Nodes,
        ["gpus_per_node"] = recipe.GpusPerNode,
        ["image"] = recipe.Image,
        ["configs"] = new JsonArray([.. ConfigLoader.Names(recipe)]),
        ["default_config"] = recipe.DefaultConfig,
        ["setup"] = recipe.Setup,
        ["docs"] = recipe.Docs,
        ["declared_in"] = recipe.SpecFile,
    };
}
