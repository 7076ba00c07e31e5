using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Recipes.Settings;

/// <summary>One node of a settings tree, whatever the format it was read from. Immutable; every node knows its origin.</summary>
public abstract record Setting(Origin Origin)
{
    /// <summary>What this is, in words for a message: "a string", "a table".</summary>
    public abstract string Kind { get; }
}

/// <summary>A leaf: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
public sealed record ScalarSetting(object? Value, Origin Origin) : Setting(Origin)
{
    /// <summary>A text as it may go into a path, an argument or a variable.</summary>
    /// <exception cref="FairleadException">It holds the NUL character, which none of them can carry.</exception>
    public static ScalarSetting OfText(string text, Origin origin) => text.Contains('\0', StringComparison.Ordinal)
        ? throw origin.Fault($"a text cannot hold the NUL character, found one in '{text.Replace("\0", "\\0", StringComparison.Ordinal)}'", "remove it")
        : new ScalarSetting(text, origin);

    public override string Kind => Value switch
    {
        null => "null",
        bool => "a boolean",
        long => "an integer",
        double => "a number",
        _ => "a string",
    };

    /// <summary>The value as an environment variable or a part of a text carries it; null is empty.</summary>
    public string ToText() => Value switch
    {
        bool flag => flag ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>A leaf whose value is a secret: it is known where to find it, never what it is. Prints as the reference.</summary>
public sealed record SecretSetting(SecretReference Reference, Origin Origin) : Setting(Origin)
{
    public override string Kind => "a secret";
}

/// <summary>A list; layers replace lists, they do not append to them.</summary>
public sealed record ListSetting(ImmutableArray<Setting> Items, Origin Origin) : Setting(Origin)
{
    public override string Kind => "a list";
}

/// <summary>A table; layers merge tables key by key.</summary>
public sealed record TableSetting(ImmutableSortedDictionary<string, Setting> Items, Origin Origin) : Setting(Origin)
{
    private static readonly ImmutableSortedDictionary<string, Setting> NoItems =
        ImmutableSortedDictionary.Create<string, Setting>(StringComparer.Ordinal);

    public override string Kind => "a table";

    public Setting? this[string key] => Items.GetValueOrDefault(key);

    public static TableSetting Empty(Origin origin) => new(NoItems, origin);

    public TableSetting With(string key, Setting value) => this with { Items = Items.SetItem(key, value) };

    /// <summary>The table with further settings, which replace those of the same key.</summary>
    public TableSetting With(IEnumerable<KeyValuePair<string, Setting>> upper)
    {
        var items = Items.ToBuilder();
        foreach (var (key, value) in upper)
            items[key] = value;
        return this with { Items = items.ToImmutable() };
    }

    /// <summary>The table with each setting replaced by what a function of its key and itself gives.</summary>
    public TableSetting Select(Func<string, Setting, Setting> change)
    {
        var items = Items.ToBuilder();
        foreach (var (key, value) in Items)
            items[key] = change(key, value);
        return this with { Items = items.ToImmutable() };
    }

    public TableSetting Without(params IEnumerable<string> keys) => this with { Items = Items.RemoveRange(keys) };
}
