using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Fairlead.Recipes.Toml;

/// <summary>A table whose entries keep the order in which the document first names them.</summary>
public sealed record TomlTable : TomlValue, IEnumerable<KeyValuePair<string, TomlValue>>
{
    private readonly OrderedDictionary<string, Entry> entries;

    internal TomlTable(OrderedDictionary<string, Entry> entries, SourcePosition position)
        : base(position)
    {
        this.entries = entries;
    }

    public int Count => entries.Count;

    public IEnumerable<string> Keys => entries.Keys;

    /// <exception cref="KeyNotFoundException">The table has no such key.</exception>
    public TomlValue this[string key] => entries[key].Value;

    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        value = entries.TryGetValue(key, out var entry) ? entry.Value : null;
        return value is not null;
    }

    /// <summary>Where the key itself stands; for a table, in the header that defines it.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such key.</exception>
    public SourcePosition PositionOf(string key) => entries[key].KeyPosition;

    public IEnumerator<KeyValuePair<string, TomlValue>> GetEnumerator() =>
        entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal sealed record Entry(TomlValue Value, SourcePosition KeyPosition);
}
