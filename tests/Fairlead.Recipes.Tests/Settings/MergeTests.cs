using Fairlead.Recipes.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Settings;

public sealed class MergeTests
{
    [Test]
    public void Merging_is_associative_as_long_as_a_key_keeps_its_kind() =>
        Prop.ForAll(SettingTrees.Layers(), layers =>
        {
            var (low, middle, high) = layers;
            var left = SettingMerge.Merge(SettingMerge.Merge(low, middle), high);
            var right = SettingMerge.Merge(low, SettingMerge.Merge(middle, high));
            return SettingTrees.Text(left) == SettingTrees.Text(right);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Every_leaf_of_the_later_layer_wins_and_is_named_as_its_origin() =>
        Prop.ForAll(SettingTrees.Layers(), layers =>
        {
            var merged = SettingMerge.Merge(layers.Low, layers.High);
            return layers.High.Leaves().Where(leaf => leaf.Value is not TableSetting).All(leaf => merged.Find(leaf.Path) == leaf.Value);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Every_leaf_that_the_later_layer_lacks_stays_with_its_origin() =>
        Prop.ForAll(SettingTrees.Layers(), layers =>
        {
            var merged = SettingMerge.Merge(layers.Low, layers.High);
            return layers.Low.Leaves().Where(leaf => layers.High.Find(leaf.Path) is null && leaf.Value is not TableSetting).All(leaf => merged.Find(leaf.Path) == leaf.Value);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Merging_with_nothing_changes_nothing() =>
        Prop.ForAll(SettingTrees.Layer("only"), layer =>
        {
            var nothing = TableSetting.Empty(new Origin("nothing"));
            return SettingTrees.Text(SettingMerge.Merge(nothing, layer)) == SettingTrees.Text(layer)
                && SettingTrees.Text(SettingMerge.Merge(layer, nothing)) == SettingTrees.Text(layer);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Lists_are_replaced_and_tables_merge()
    {
        var merged = SettingMerge.Merge(
            YamlSettings.Read("a: {list: [1, 2], kept: 1}", "low.yaml", "low"),
            YamlSettings.Read("a: {list: [3]}", "high.yaml", "high"));

        Assert.Multiple(() =>
        {
            Assert.That(merged.ToJson()!.ToJsonString(), Is.EqualTo("""{"a":{"kept":1,"list":[3]}}"""));
            Assert.That(merged.Find("a.list")!.Origin.ToString(), Is.EqualTo("high (high.yaml:1)"));
            Assert.That(merged.Find("a.kept")!.Origin.ToString(), Is.EqualTo("low (low.yaml:1)"));
        });
    }
}
