using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Collects recipes file by file; every recipe.toml must come before the scripts, some of which they own.</summary>
internal sealed class RecipeScan(string root)
{
    private readonly HashSet<string> owned = [];

    public Dictionary<string, RecipeSpec> Recipes { get; } = [];

    public List<UnreadableRecipe> Unreadable { get; } = [];

    public void Add(string file)
    {
        if (owned.Contains(file))
            return;
        string? name = null;
        try
        {
            if (Declared(file) is not { } declared)
                return;
            name = (declared["name"] as ScalarSetting)?.Value as string;
            var carrier = RecipeFiles.IsSpec(file) ? null : file;
            Add(RecipeSpecReader.Read(RecipeFiles.IsSpec(file) ? RecipeFile.WithBlock(declared) : declared, root, file, carrier));
        }
        catch (FairleadException reason)
        {
            Unreadable.Add(new UnreadableRecipe(file, name, reason));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(new UnreadableRecipe(file, name, FairleadException.Usage($"cannot read '{file}': {exception.Message}", inner: exception)));
        }
    }

    private TableSetting? Declared(string file)
    {
        if (!RecipeFiles.IsSpec(file))
            return ScriptBlock.ReadRunSpec(file);
        var declared = TomlSettings.ReadFile(file, "run spec");
        if (RecipeFile.OwnedScript(declared) is { } script)
            owned.Add(script);
        return declared;
    }

    private void Add(RecipeSpec recipe)
    {
        if (Recipes.TryAdd(recipe.Name, recipe))
            return;
        var reason = FairleadException.Usage($"two recipes are named '{recipe.Name}': {Recipes[recipe.Name].SpecFile} and {recipe.SpecFile}", "rename one of them");
        Unreadable.Add(new UnreadableRecipe(recipe.SpecFile, recipe.Name, reason));
    }
}
