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

    /// <summary>One message for each overlay that is for none of the stages.</summary>
    public static IEnumerable<FairleadException> Unmatched(TableSetting profile, IReadOnlyCollection<string> stages)
    {
        var names = stages.SelectMany(NamesFor).ToHashSet();
        return (profile[KnownKeys.Stages] as TableSetting)?.Items
            .Where(overlay => !names.Contains(overlay.Key))
            .Select(overlay => overlay.Value.Origin.Fault(
                $"no recipe has the stage '{overlay.Key}'.{Suggest.DidYouMean(overlay.Key, names)}", $"use one of: {string.Join(", ", names.Order(StringComparer.Ordinal))}"))
            ?? [];
    }
}
