using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The <c>run</c> table of a recipe's config: settings of the job itself, which the script does not get to see, and artifact references, which it does.</summary>
internal sealed record RunTable(TableSetting ExecutorSettings, TableSetting Wandb, TableSetting Artifacts)
{
    public const string Name = "run";
    private const string ExecutorKey = "env";
    private const string WandbKey = "wandb";
    private const string RecipeKey = "recipe";

    /// <param name="warnings">Gains a line for each entry that is neither a known table nor an artifact reference.</param>
    /// <exception cref="Fairlead.Primitives.FairleadException">A part that must be a table is not.</exception>
    public static RunTable Of(TableSetting config, ICollection<string> warnings)
    {
        var reader = new TableReader(new TableReader(config).Table(Name) ?? TableSetting.Empty(config.Origin), Name);
        var run = config[Name] as TableSetting ?? TableSetting.Empty(config.Origin);
        var artifacts = TableSetting.Empty(run.Origin);
        foreach (var (key, value) in run.Without(ExecutorKey, WandbKey, RecipeKey).Items)
        {
            if (value is ScalarSetting { Value: string text } && ArtifactReference.Normalise(text) is { } reference)
                artifacts = artifacts.With(key, new ScalarSetting(reference, value.Origin));
            else if (value is not ScalarSetting { Value: null })
                warnings.Add($"{value.Origin.Place}: '{Name}.{key}' is not used: it is no artifact reference such as name:latest or name:v3");
        }

        return new RunTable(
            reader.Table(ExecutorKey) ?? TableSetting.Empty(run.Origin),
            reader.Table(WandbKey) ?? TableSetting.Empty(run.Origin),
            artifacts);
    }

    /// <summary>What <c>${run...}</c> refers to.</summary>
    public static TableSetting Scope(TableSetting executorSettings, TableSetting wandb, RecipeSpec recipe)
    {
        var origin = new Origin("run spec", recipe.SpecFile);
        var self = TableSetting.Empty(origin)
            .With("name", new ScalarSetting(recipe.Name, origin))
            .With("script", new ScalarSetting(Path.GetRelativePath(recipe.RecipesRoot, recipe.Script), origin));
        return TableSetting.Empty(origin).With(ExecutorKey, executorSettings).With(WandbKey, wandb).With(RecipeKey, self);
    }
}
