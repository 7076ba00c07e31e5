using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The last check of resolved executor settings: types, required keys, and what one key demands of another.</summary>
internal static class ExecutorSettings
{
    /// <returns>The settings, each of its key's type, without those that are null.</returns>
    /// <exception cref="FairleadException">A value has the wrong type, or required keys are missing: all of them are named.</exception>
    public static TableSetting Check(Executors executors, TableSetting settings, Profile profile, Func<string, string?> environment)
    {
        var absent = settings.Items.Where(item => item.Value is ScalarSetting { Value: null }).ToArray();
        var typed = settings.Without(absent.Select(item => item.Key));
        var faults = absent.Where(item => item.Key == KnownKeys.Launch || executors.FindKey(item.Key)?.Default is not null)
            .Select(item => item.Value.Origin.Fault($"'{item.Key}' in {item.Value.Origin.Layer} cannot be null", "give it a value, or leave it out"))
            .ToList();
        foreach (var (name, value) in typed.Items)
        {
            if (executors.FindKey(name) is not { } known)
                continue;
            if (KeyCheck.Typed(known, value) is { } fitting)
                typed = typed.With(name, fitting);
            else
                faults.Add(KeyCheck.TypeFault(known, value));
        }

        Faults.ThrowIfAny(faults);
        Require(typed, profile);
        profile.Executor.Check(typed);
        return typed.Select((key, value) => executors.FindKey(key)?.Type == KeyType.LocalFile && value is ScalarSetting { Value: string path } file
            ? file with { Value = HomePath.Expand(path, environment) }
            : value);
    }

    private static void Require(TableSetting settings, Profile profile)
    {
        var missing = profile.Executor.Required.Where(key => settings[key] is null or ScalarSetting { Value: "" }).ToArray();
        if (missing.Length == 0)
            return;
        var lacks = $"profile {profile.Name} lacks {string.Join(", ", missing.Select(key => $"'{key}'"))}, which executor {profile.Executor.Name} needs";
        var it = missing.Length == 1 ? "it" : "them";
        throw profile.Settings.Origin.File is null
            ? FairleadException.Usage(lacks, $"set {it} with --set=env.{missing[0]}=..., or write a profile")
            : profile.Settings.Origin.Fault(lacks, $"set {it} in [{profile.Name}]");
    }
}
