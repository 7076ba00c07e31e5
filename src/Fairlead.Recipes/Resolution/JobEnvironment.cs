using System.Collections.Immutable;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The variables of a job, lowest first: the recipe's, those that follow from other settings, tracking, and the profile's env_vars.</summary>
internal static class JobEnvironment
{
    private static readonly string[] ForwardedSecrets = ["HF_TOKEN"];

    /// <param name="recipeVariables">The recipe's own, resolved.</param>
    /// <param name="wandb">The <c>[wandb]</c> of env.toml, resolved; null: no tracking.</param>
    public static (ImmutableSortedDictionary<string, string> Plain, ImmutableSortedDictionary<string, SecretReference> Secret) Build(
        RecipeSpec recipe, TableSetting recipeVariables, TableSetting settings, TableSetting? wandb, ExecutorSpec executor, Func<string, string?> environment)
    {
        var variables = new Dictionary<string, Setting>();
        Add(variables, recipeVariables.Items);
        Add(variables, FromRemoteJobDirectory(settings, environment));
        if (wandb is not null)
            Add(variables, WandbVariables.Of(wandb, recipe.Name));

        if (executor.ForwardsSecrets(settings))
            Add(variables, ForwardedSecrets.Concat(wandb is null ? [] : [WandbVariables.ApiKey]).Where(name => environment(name) is { Length: > 0 }).Select(Forwarded));
        Add(variables, PlatformSecrets(settings));
        if (settings[KnownKeys.EnvironmentVariables] is TableSetting own)
            Add(variables, own.Items);
        return (
            variables.Where(item => item.Value is ScalarSetting { Value: not null }).ToImmutableSortedDictionary(item => item.Key, item => ((ScalarSetting)item.Value).ToText(), StringComparer.Ordinal),
            variables.Where(item => item.Value is SecretSetting).ToImmutableSortedDictionary(item => item.Key, item => ((SecretSetting)item.Value).Reference, StringComparer.Ordinal));
    }

    private static void Add(Dictionary<string, Setting> variables, IEnumerable<KeyValuePair<string, Setting>> upper)
    {
        foreach (var (name, value) in upper)
            variables[name] = value;
    }

    private static IEnumerable<KeyValuePair<string, Setting>> FromRemoteJobDirectory(TableSetting settings, Func<string, string?> environment)
    {
        if (settings[KnownKeys.RemoteJobDirectory] is not ScalarSetting { Value: string directory } setting)
            return [];
        var cache = environment("HF_HOME") is { Length: > 0 } home ? home : $"{directory.TrimEnd('/')}/hf";
        return [KeyValuePair.Create<string, Setting>("NEMO_RUN_DIR", setting), KeyValuePair.Create<string, Setting>("HF_HOME", setting with { Value = cache })];
    }

    private static KeyValuePair<string, Setting> Forwarded(string name) =>
        KeyValuePair.Create<string, Setting>(name, new SecretSetting(new SecretReference("env", name), Origin.BuiltIn));

    private static IEnumerable<KeyValuePair<string, Setting>> PlatformSecrets(TableSetting settings) =>
        (settings[KnownKeys.SecretVariables] as TableSetting)?.Items
            .Where(item => item.Value is ScalarSetting { Value: string })
            .Select(item => KeyValuePair.Create<string, Setting>(item.Key, new SecretSetting(new SecretReference("secret", (string)((ScalarSetting)item.Value).Value!), item.Value.Origin)))
        ?? [];
}
