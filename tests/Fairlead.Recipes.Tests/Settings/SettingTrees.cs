using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Settings;

/// <summary>Generates settings trees in which a key's name decides its kind: t* are tables, l* lists, s* scalars.</summary>
internal static class SettingTrees
{
    public static Arbitrary<TableSetting> Layer(string name) => Arb.From(Table(new Origin(name), depth: 3));

    public static Arbitrary<(TableSetting Low, TableSetting Middle, TableSetting High)> Layers() => Arb.From(
        from low in Table(new Origin("low"), 3)
        from middle in Table(new Origin("middle"), 3)
        from high in Table(new Origin("high"), 3)
        select (low, middle, high));

    public static string Text(TableSetting table) => string.Join('\n', table.Leaves().Select(leaf => $"{leaf.Path}={CanonicalJson.Write(leaf.Value.ToJson())} {leaf.Value.Origin}"));

    private static Gen<TableSetting> Table(Origin origin, int depth) =>
        from keys in Gen.SubListOf("t1", "t2", "l1", "l2", "s1", "s2")
        from values in Gen.CollectToList(keys.Where(key => depth > 0 || key[0] != 't'), key => Member(key, origin, depth))
        select new TableSetting(values.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), origin);

    private static Gen<KeyValuePair<string, Setting>> Member(string key, Origin origin, int depth) => key[0] switch
    {
        't' => Table(origin, depth - 1).Select(table => KeyValuePair.Create<string, Setting>(key, table)),
        'l' => Scalar(origin).ListOf().Select(items => KeyValuePair.Create<string, Setting>(key, new ListSetting([.. items], origin))),
        _ => Scalar(origin).Select(scalar => KeyValuePair.Create<string, Setting>(key, scalar)),
    };

    private static Gen<Setting> Scalar(Origin origin) => Gen.Choose(0, 9).Select(number => (Setting)new ScalarSetting((long)number, origin));
}
