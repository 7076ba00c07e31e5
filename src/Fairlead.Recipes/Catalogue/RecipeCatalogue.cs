using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Every recipe below one folder, read once. A file that cannot be read does not hide the others.</summary>
public sealed class RecipeCatalogue
{
    private RecipeCatalogue(string root, ImmutableArray<RecipeSpec> recipes, ImmutableArray<UnreadableRecipe> unreadable)
    {
        Root = root;
        Recipes = recipes;
        Unreadable = unreadable;
    }

    public string Root { get; }

    /// <summary>In ordinal order of their names, which are unique.</summary>
    public ImmutableArray<RecipeSpec> Recipes { get; }

    public ImmutableArray<UnreadableRecipe> Unreadable { get; }

    /// <summary>Finds every recipe.toml, and every script with a <c>tool.runspec</c> block that no recipe.toml owns.</summary>
    /// <exception cref="FairleadException">The folder does not exist.</exception>
    public static RecipeCatalogue Load(string recipesRoot)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(recipesRoot));
        if (!Directory.Exists(root))
            throw FairleadException.Usage($"the recipes folder '{root}' does not exist", "set --recipes-root");
        var scan = new RecipeScan(root);
        var (specs, scripts) = RecipeFiles.Find(root);
        foreach (var file in specs.Concat(ScriptBlock.In(scripts)))
            scan.Add(file);
        return new RecipeCatalogue(
            root,
            [.. scan.Recipes.Values.OrderBy(recipe => recipe.Name, StringComparer.Ordinal)],
            [.. scan.Unreadable.OrderBy(problem => problem.File, StringComparer.Ordinal)]);
    }

    /// <exception cref="FairleadException">No such recipe, or it cannot be read; the message says which.</exception>
    public RecipeSpec Find(string name)
    {
        if (Unreadable.FirstOrDefault(problem => problem.Name == name) is { } broken)
            throw broken.Reason;
        return Recipes.FirstOrDefault(recipe => recipe.Name == name) ?? throw NotFound(name);
    }

    private FairleadException NotFound(string name)
    {
        var unreadable = string.Concat(Unreadable.Select(problem => $"{Environment.NewLine}  unreadable: {problem.Reason.Message}"));
        return FairleadException.Usage(
            $"there is no recipe '{name}' below '{Root}'.{Suggest.DidYouMean(name, Recipes.Select(recipe => recipe.Name))}{unreadable}",
            "run ListRecipes to see them all");
    }
}
