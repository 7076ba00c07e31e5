using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Older names of keys. They are accepted, and become the present ones before anything is merged.</summary>
public static class KeyAliases
{
    public static ImmutableSortedDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["container"] = KnownKeys.ContainerImage,
        ["app_id"] = "client_id",
        ["app_secret"] = "client_secret",
        ["nproc_per_node"] = KnownKeys.ProcessesPerNode,
        ["ntasks_per_node"] = KnownKeys.ProcessesPerNode,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <param name="warnings">Gains one line for every older name found.</param>
    /// <exception cref="Fairlead.Primitives.FairleadException">Two names of one key stand in the same table.</exception>
    public static TableSetting Canonicalise(TableSetting table, ICollection<string> warnings)
    {
        foreach (var (alias, name) in All)
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
