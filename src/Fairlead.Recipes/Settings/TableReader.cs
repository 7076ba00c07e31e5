using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Recipes.Settings;

/// <summary>Reads a table with a fixed set of keys: every getter both reads a key and makes it known.</summary>
/// <param name="name">The dotted name of the table, for messages; empty at the top of a file.</param>
internal sealed class TableReader(TableSetting table, string name = "")
{
    private readonly HashSet<string> known = [];

    public Origin OriginOf(string key) => (table[key] ?? table).Origin;

    public string? Text(string key) => Scalar<string>(key, "a string");

    /// <summary>False when the key is absent.</summary>
    public bool Flag(string key) => Scalar<bool>(key, "true or false");

    public ImmutableArray<string> Texts(string key) =>
        Find(key) switch
        {
            null => [],
            ListSetting list => [.. list.Items.Select((item, i) => TextOf(item, $"{key}[{i}]"))],
            var other => throw Unexpected(key, "a list of strings", other),
        };

    public ImmutableSortedDictionary<string, string> TextTable(string key) =>
        Table(key)?.Items.ToImmutableSortedDictionary(item => item.Key, item => TextOf(item.Value, $"{key}.{item.Key}"), StringComparer.Ordinal)
        ?? ImmutableSortedDictionary<string, string>.Empty;

    public TableSetting? Table(string key) => Find(key) switch
    {
        null => null,
        TableSetting inner => inner,
        var other => throw Unexpected(key, "a table", other),
    };

    /// <summary>An empty reader stands for a table that is not there.</summary>
    public TableReader Inner(string key) => new(Table(key) ?? TableSetting.Empty(table.Origin), Full(key));

    public Setting? Find(string key)
    {
        known.Add(key);
        return table[key];
    }

    public string Full(string key) => name.Length == 0 ? key : $"{name}.{key}";

    public FairleadException Unexpected(string key, string expected, Setting found) =>
        found.Origin.Fault($"'{Full(key)}' expects {expected}, found {found.Kind}");

    /// <exception cref="FairleadException">A key that no getter was asked for.</exception>
    public void RejectOthers()
    {
        foreach (var (key, value) in table.Items.Where(item => !known.Contains(item.Key)))
            throw value.Origin.Fault($"unknown key '{Full(key)}'.{Suggest.DidYouMean(key, known)}", $"use one of: {string.Join(", ", known.Order(StringComparer.Ordinal))}");
    }

    private T? Scalar<T>(string key, string expected) => Find(key) switch
    {
        null => default,
        ScalarSetting { Value: T value } => value,
        var other => throw Unexpected(key, expected, other),
    };

    private string TextOf(Setting item, string key) =>
        item is ScalarSetting { Value: string text } ? text : throw Unexpected(key, "a string", item);
}
