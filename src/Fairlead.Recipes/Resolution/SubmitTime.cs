using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution.Interpolation;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Everything whose expressions are resolved when a job is submitted.</summary>
/// <param name="Tracking">The <c>[wandb]</c> of env.toml; null when there is none.</param>
/// <param name="ArtifactStore">The <c>[artifacts]</c> of env.toml; null when there is none.</param>
/// <param name="RecipeVariables">The recipe's own environment.</param>
/// <param name="Run">What <c>${run...}</c> refers to.</param>
internal sealed record SubmitTime(TableSetting ExecutorSettings, TableSetting? Tracking, TableSetting? ArtifactStore, TableSetting RecipeVariables, TableSetting Run)
{
    private const string RecipeVariablesPath = $"{ReferenceScope.ExecutorSettings}.{KnownKeys.EnvironmentVariables}";

    /// <param name="configWandb">The config's own <c>run.wandb</c>, which the table of env.toml replaces.</param>
    /// <param name="overrides">What <c>--set</c> says of the config.</param>
    /// <exception cref="FairleadException">Expressions that cannot be resolved: all of them.</exception>
    public static SubmitTime Resolve(ResolveRequest request, TableSetting config, TableSetting executorSettings, TableSetting configWandb, TableSetting overrides)
    {
        var tracking = request.EnvFile.Table(ReservedTables.Wandb);
        if (tracking is not null && overrides.Find($"{RunTable.Name}.wandb") is TableSetting chosen)
            tracking = SettingMerge.Merge(tracking, chosen);
        var run = RunTable.Scope(executorSettings, tracking ?? configWandb, request.Recipe);
        var interpolator = new Interpolator(request.Environment, new ReferenceScope(config.With(RunTable.Name, run)));
        var store = request.EnvFile.Table(ReservedTables.Artifacts);
        var resolvedRun = interpolator.Resolve(run, RunTable.Name);
        var resolved = new SubmitTime(
            (TableSetting)resolvedRun["env"]!,
            tracking is null ? null : (TableSetting)resolvedRun["wandb"]!,
            store is null ? null : interpolator.Resolve(store, ReservedTables.Artifacts),
            interpolator.Resolve(Variables(request), RecipeVariablesPath),
            resolvedRun);
        interpolator.ThrowIfAnything();
        return resolved;
    }

    private static TableSetting Variables(ResolveRequest request)
    {
        var origin = new Origin("run spec", request.Recipe.SpecFile);
        return request.Recipe.Environment.Aggregate(TableSetting.Empty(origin), (table, item) => table.With(item.Key, new ScalarSetting(item.Value, origin)));
    }
}
