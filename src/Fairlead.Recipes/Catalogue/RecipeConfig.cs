using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>One config of a recipe, with everything its <c>defaults</c> bring in.</summary>
/// <param name="Files">Every file read for it, the named one last.</param>
public sealed record RecipeConfig(string Name, TableSetting Settings, ImmutableArray<string> Files)
{
    public string File => Files[^1];

    /// <summary>Every dotted key, tables included: what <c>--set</c> may address without <c>--allow-unknown-keys</c>.</summary>
    public IEnumerable<string> Keys => Settings.Paths();

    /// <summary>Whether a dotted key is there, even when its value is null.</summary>
    public bool HasKey(string key) => Settings.Find(key) is not null;
}
