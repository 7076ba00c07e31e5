using System.Collections.Frozen;
using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>The executors there are, and every key that a profile may hold. The first is the one that needs nothing.</summary>
public sealed class Executors
{
    private readonly FrozenDictionary<string, KnownKey> keys;

    public Executors(params ImmutableArray<ExecutorSpec> specs)
    {
        All = specs;
        Keys = [.. CommonKeys.All, .. specs.SelectMany(spec => spec.Keys).Distinct()];
        keys = Keys.ToFrozenDictionary(key => key.Name, StringComparer.Ordinal);
        Aliases = Keys.SelectMany(key => key.Aliases.Select(alias => KeyValuePair.Create(alias, key.Name))).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<ExecutorSpec> All { get; }

    public ExecutorSpec Default => All[0];

    public IEnumerable<string> Names => All.Select(executor => executor.Name);

    public ImmutableArray<KnownKey> Keys { get; }

    /// <summary>Older names of keys, with the present ones.</summary>
    public ImmutableSortedDictionary<string, string> Aliases { get; }

    /// <exception cref="FairleadException">The text names no executor; the message starts with the origin's place.</exception>
    public ExecutorSpec Parse(string text, Origin origin) =>
        All.FirstOrDefault(executor => executor.Name == text)
        ?? throw origin.Fault($"unknown executor '{text}'.{Suggest.DidYouMean(text, Names)}", $"use one of: {string.Join(", ", Names)}");

    public KnownKey? FindKey(string name) => keys.GetValueOrDefault(name);

    public IEnumerable<ExecutorSpec> WithKey(KnownKey key) => All.Where(executor => executor.AllKeys.Contains(key));

    /// <summary>A table with the present names of its keys.</summary>
    /// <param name="warnings">Gains one line for every older name found.</param>
    /// <exception cref="FairleadException">Two names of one key stand in the same table.</exception>
    public TableSetting Canonicalise(TableSetting table, ICollection<string> warnings)
    {
        foreach (var (alias, name) in Aliases)
        {
            if (table[alias] is not { } value)
                continue;
            if (table[name] is { } other)
                throw value.Origin.Fault($"'{alias}' is an older name of '{name}', which is also set ({other.Origin.Place})", $"keep '{name}' only");
            warnings.Add($"{value.Origin.Place}: '{alias}' is an older name; write '{name}'");
            table = table.Without(alias).With(name, value);
        }

        return table;
    }
}
