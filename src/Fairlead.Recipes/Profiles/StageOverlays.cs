using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Lays <c>[&lt;profile&gt;.stages.&lt;stage&gt;]</c> over a profile.</summary>
internal static class StageOverlays
{
    private const string DataPreparation = "data_prep";
    private const string DataPreparationPrefix = "data/prep/";

    /// <summary>The names that overlay a stage, most general first: for <c>data/prep/sft</c> these are data_prep, data, data/prep and data/prep/sft.</summary>
    public static IEnumerable<string> NamesFor(string stage)
    {
        var parts = stage.Split('/');
        var prefixes = Enumerable.Range(1, parts.Length).Select(length => string.Join('/', parts[..length]));
        return stage.StartsWith(DataPreparationPrefix, StringComparison.Ordinal) ? prefixes.Prepend(DataPreparation) : prefixes;
    }

    public static TableSetting Apply(TableSetting profile, string stage)
    {
        var overlays = profile[KnownKeys.Stages] as TableSetting;
        var matching = NamesFor(stage).Select(name => overlays?[name]).OfType<TableSetting>();
        return SettingMerge.Merge(matching.Prepend(profile.Without(KnownKeys.Stages)));
    }

    /// <summary>Looks at the overlays that are for none of the stages: other recipes, which the same file serves, may have them.</summary>
    /// <param name="warnings">Gains a line for each.</param>
    /// <exception cref="FairleadException">One is a stage's name but for one letter.</exception>
    public static void Check(TableSetting profile, IReadOnlyCollection<string> stages, ICollection<string> warnings)
    {
        var names = stages.SelectMany(NamesFor).ToHashSet();
        var unmatched = (profile[KnownKeys.Stages] as TableSetting)?.Items.Where(overlay => !names.Contains(overlay.Key)).ToLookup(overlay => Suggest.IsSlip(overlay.Key, names));
        Faults.ThrowIfAny([.. unmatched?[true].Select(Fault) ?? []]);
        Faults.ThrowOrWarn([.. unmatched?[false].Select(Fault) ?? []], allowed: true, warnings);

        FairleadException Fault(KeyValuePair<string, Setting> overlay) => overlay.Value.Origin.Fault(
            $"no recipe has the stage '{overlay.Key}'.{Suggest.DidYouMean(overlay.Key, names)}", $"use one of: {string.Join(", ", names.Order(StringComparer.Ordinal))}");
    }
}
