using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>What <c>--set</c> said: one layer for the executor settings, one for the recipe's config.</summary>
internal sealed record OverrideLayers(TableSetting Executor, TableSetting Config)
{
    /// <param name="warnings">Gains a line for each unknown key when those are allowed.</param>
    /// <exception cref="FairleadException">A key that no layer has, or one that its executor does not know.</exception>
    public static OverrideLayers Of(IEnumerable<string> sets, RecipeSpec recipe, RecipeConfig config, Executors executors, ExecutorSpec executor, bool allowUnknownKeys, ICollection<string> warnings)
    {
        var items = sets.Select(Override.Parse).ToArray();
        var executorLayer = executors.Canonicalise(Layer(items.Where(item => item.IsExecutorSetting)), warnings);
        KeyCheck.RejectChoices(executorLayer);
        var configItems = items.Where(item => !item.IsExecutorSetting).ToArray();
        var faults = configItems.Select(item => ConfigFault(item, recipe, config)).OfType<FairleadException>();
        Faults.ThrowOrWarn([.. faults, .. KeyCheck.NameFaults(executorLayer, executors, executor)], allowUnknownKeys, warnings);
        return new OverrideLayers(executorLayer, Layer(configItems));
    }

    private static TableSetting Layer(IEnumerable<Override> items) =>
        items.Aggregate(TableSetting.Empty(Origin.CommandLine), (layer, item) => layer.Set(item.Path, item.Value));

    private static FairleadException? ConfigFault(Override item, RecipeSpec recipe, RecipeConfig config)
    {
        if (config.Settings.Find(item.Path) is TableSetting && item.Value is not TableSetting)
            return item.Value.Origin.Fault($"'{item.Path}' is a table of config {config.Name}; expected one of its keys, found {item.Value.Kind} for all of it", $"write {item.Path}.<key>=<value>");
        if (config.HasKey(item.Path))
            return null;
        var addressable = recipe.Inputs.Keys.Select(slot => $"{RunTable.Name}.{slot}")
            .Concat(ReservedTables.Keys[ReservedTables.Wandb].Select(key => $"{RunTable.Name}.wandb.{key}"))
            .ToArray();
        return addressable.Contains(item.Path)
            ? null
            : item.Value.Origin.Fault(
                $"config {config.Name} of {recipe.Name} has no key '{item.Path}'.{Suggest.DidYouMean(item.Path, config.Keys.Concat(addressable))}",
                "correct it, or add a new key with --allow-unknown-keys; executor settings start with env.");
    }
}
