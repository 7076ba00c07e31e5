namespace Fairlead.Recipes.Settings;

/// <summary>Dotted paths into a settings tree: <c>train.optimizer.lr</c>.</summary>
public static class SettingPath
{
    /// <summary>The setting at a path, or null when the tree has none there.</summary>
    public static Setting? Find(this TableSetting table, string path)
    {
        Setting? found = table;
        foreach (var key in path.Split('.'))
            found = (found as TableSetting)?[key];
        return found;
    }

    /// <summary>The tree with one setting put at a path; tables on the way are made, anything else in the way is replaced.</summary>
    public static TableSetting Set(this TableSetting table, string path, Setting value)
    {
        var (key, rest) = path.Split('.', 2) is [var first, var others] ? (first, others) : (path, null);
        if (rest is null)
            return table.With(key, value);
        var inner = table[key] as TableSetting ?? TableSetting.Empty(value.Origin);
        return table.With(key, inner.Set(rest, value));
    }

    /// <summary>Every path in the tree, tables before what they hold.</summary>
    public static IEnumerable<string> Paths(this TableSetting table) =>
        table.Items.SelectMany(item => item.Value is TableSetting inner
            ? inner.Paths().Select(path => $"{item.Key}.{path}").Prepend(item.Key)
            : [item.Key]);

    /// <summary>Every leaf with its path; lists and empty tables count as leaves.</summary>
    public static IEnumerable<(string Path, Setting Value)> Leaves(this TableSetting table) =>
        table.Items.SelectMany(item => item.Value is TableSetting { Items.IsEmpty: false } inner
            ? inner.Leaves().Select(leaf => ($"{item.Key}.{leaf.Path}", leaf.Value))
            : [(item.Key, item.Value)]);

    /// <summary>The same tree, said to come from another layer.</summary>
    public static TableSetting FromLayer(this TableSetting table, string layer) => (TableSetting)Relabel(table, layer);

    private static Setting Relabel(Setting setting, string layer)
    {
        var origin = setting.Origin with { Layer = layer };
        return setting switch
        {
            TableSetting table => table.Select((_, value) => Relabel(value, layer)) with { Origin = origin },
            ListSetting list => new ListSetting([.. list.Items.Select(item => Relabel(item, layer))], origin),
            _ => setting with { Origin = origin },
        };
    }
}
