using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>
/// Lays executor settings over one another, in two orders. Image, nodes, GPUs and processes belong to the recipe:
/// built-in, run spec, profile, recipe config, <c>--set</c>. Everything else belongs to the cluster: built-in, run spec, recipe config, profile, <c>--set</c>.
/// </summary>
internal static class ExecutorLayers
{
    /// <param name="config">The recipe config's executor settings.</param>
    /// <param name="sets">What <c>--set</c> says of executor settings.</param>
    public static TableSetting Merge(Executors executors, RecipeSpec recipe, TableSetting config, Profile profile, TableSetting sets)
    {
        var forExecutor = Applicable(executors, config, profile.Executor);
        var merged = SettingMerge.Merge(BuiltIn(profile.Executor), Applicable(executors, RunSpec(recipe, profile.Executor), profile.Executor), forExecutor, profile.Settings);
        foreach (var (key, value) in forExecutor.Items.Where(item => executors.FindKey(item.Key)?.Use.HasFlag(KeyUse.OwnedByRecipe) == true))
            merged = merged.With(key, value);
        if (forExecutor[KnownKeys.Mounts] is ListSetting recipeMounts && profile.Settings[KnownKeys.Mounts] is ListSetting profileMounts)
            merged = merged.With(KnownKeys.Mounts, profileMounts with { Items = [.. recipeMounts.Items, .. profileMounts.Items] });
        return SettingMerge.Merge(merged, sets);
    }

    private static TableSetting BuiltIn(ExecutorSpec executor) =>
        executor.AllKeys
            .Where(key => key.Default is not null)
            .Aggregate(TableSetting.Empty(Origin.BuiltIn), (table, key) => table.With(key.Name, new ScalarSetting(key.Default, Origin.BuiltIn)));

    private static TableSetting RunSpec(RecipeSpec recipe, ExecutorSpec executor)
    {
        var origin = new Origin("run spec", recipe.SpecFile);
        var table = TableSetting.Empty(origin);
        if (!executor.BuildsImages || recipe.Build is null)
            Add(KnownKeys.ContainerImage, recipe.Image);
        Add(KnownKeys.Nodes, (long)recipe.Nodes);
        Add(KnownKeys.GpusPerNode, (long?)recipe.GpusPerNode);
        Add(KnownKeys.Launch, recipe.Launch.Name());
        Add(KnownKeys.RunCommand, recipe.RunCommand);
        Add(KnownKeys.WorkingDirectory, recipe.WorkingDirectory);
        return table;

        void Add(string key, object? value) => table = value is null ? table : table.With(key, new ScalarSetting(value, origin));
    }

    // A recipe's config serves every executor, so it may hold keys that are not for this one.
    private static TableSetting Applicable(Executors executors, TableSetting table, ExecutorSpec executor) =>
        table.Without(table.Items.Keys.Where(key => executors.FindKey(key) is { } known && !executor.AllKeys.Contains(known)));
}
