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
    private static readonly string[] OwnedByRecipe = [KnownKeys.ContainerImage, KnownKeys.Nodes, KnownKeys.GpusPerNode, KnownKeys.ProcessesPerNode];

    /// <param name="config">The recipe config's executor settings.</param>
    /// <param name="sets">What <c>--set</c> says of executor settings.</param>
    public static TableSetting Merge(RecipeSpec recipe, TableSetting config, Profile profile, TableSetting sets)
    {
        var forExecutor = Applicable(config, profile.Executor);
        var merged = SettingMerge.Merge(BuiltIn(profile.Executor), Applicable(RunSpec(recipe, profile.Executor), profile.Executor), forExecutor, profile.Settings);
        foreach (var key in OwnedByRecipe.Where(key => forExecutor[key] is not null))
            merged = merged.With(key, forExecutor[key]!);
        if (forExecutor[KnownKeys.Mounts] is ListSetting recipeMounts && profile.Settings[KnownKeys.Mounts] is ListSetting profileMounts)
            merged = merged.With(KnownKeys.Mounts, profileMounts with { Items = [.. recipeMounts.Items, .. profileMounts.Items] });
        return SettingMerge.Merge(merged, sets);
    }

    private static TableSetting BuiltIn(ExecutorKind executor) =>
        KnownKeys.For(executor)
            .Where(key => key.Default is not null)
            .Aggregate(TableSetting.Empty(Origin.BuiltIn), (table, key) => table.With(key.Name, new ScalarSetting(key.Default, Origin.BuiltIn)));

    private static TableSetting RunSpec(RecipeSpec recipe, ExecutorKind executor)
    {
        var origin = new Origin("run spec", recipe.SpecFile);
        var table = TableSetting.Empty(origin);
        // An engine on this machine runs the image that the recipe builds; others pull a published one.
        if (executor != ExecutorKind.Docker || recipe.Build is null)
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
    private static TableSetting Applicable(TableSetting table, ExecutorKind executor) =>
        table.Without(table.Items.Keys.Where(key => KnownKeys.Find(key) is { } known && !known.Executors.Contains(executor)));
}
