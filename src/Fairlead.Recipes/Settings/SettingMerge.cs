namespace Fairlead.Recipes.Settings;

/// <summary>Lays settings over one another. Tables merge key by key; anything else is replaced whole, with the winner's origin.</summary>
public static class SettingMerge
{
    /// <param name="layers">Lowest first: a later layer wins.</param>
    public static TableSetting Merge(params IEnumerable<TableSetting> layers) => layers.Aggregate(Pair);

    private static TableSetting Pair(TableSetting lower, TableSetting upper) =>
        lower.With(upper.Select((key, value) => Winner(lower[key], value)).Items) with { Origin = upper.Origin };

    private static Setting Winner(Setting? lower, Setting upper) =>
        (lower, upper) is (TableSetting low, TableSetting high) ? Pair(low, high) : upper;
}
