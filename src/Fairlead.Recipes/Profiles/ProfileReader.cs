using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Reads the profile that a command means, for one stage.</summary>
public static class ProfileReader
{
    /// <param name="executor">What <c>--executor</c> said, or null.</param>
    /// <param name="profile">What <c>--profile</c> said, or null.</param>
    /// <param name="stage">A recipe's stage, such as <c>sft</c> or <c>data/prep/sft</c>.</param>
    /// <param name="knownStages">The stages an overlay may be for; empty: any.</param>
    /// <param name="allowUnknownKeys">Unknown keys become warnings.</param>
    /// <exception cref="FairleadException">No profile fits, or it holds keys its executor does not know.</exception>
    public static Profile Read(Executors executors, EnvFile file, string? executor, string? profile, string stage, IReadOnlyCollection<string> knownStages, bool allowUnknownKeys)
    {
        var warnings = new List<string>();
        var (name, inherited) = ProfileSelection.Select(executors, file, executor, profile, warnings);
        var spec = Executor(executors, name, inherited);
        Faults.ThrowOrWarn([.. Tables(inherited).SelectMany(table => KeyCheck.NameFaults(table, executors, spec))], allowUnknownKeys, warnings);
        if (knownStages.Count > 0)
            StageOverlays.Check(inherited, knownStages, warnings);
        return new Profile(name, spec, StageOverlays.Apply(inherited, stage), [.. warnings.Distinct()]);
    }

    private static ExecutorSpec Executor(Executors executors, string name, TableSetting profile) => profile[KnownKeys.Executor] switch
    {
        ScalarSetting { Value: string text } setting => executors.Parse(text, setting.Origin),
        null => throw profile.Origin.Fault($"profile {name} has no '{KnownKeys.Executor}'", $"set it to one of: {string.Join(", ", executors.Names)}"),
        var other => throw other.Origin.Fault($"'{KnownKeys.Executor}' expects a string, found {other.Kind}"),
    };

    private static IEnumerable<TableSetting> Tables(TableSetting profile) =>
        ((profile[KnownKeys.Stages] as TableSetting)?.Items.Values.Cast<TableSetting>() ?? []).Prepend(profile.Without(KnownKeys.Stages));
}
