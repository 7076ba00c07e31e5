using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Finds and reads a recipe's configs.</summary>
public static class ConfigLoader
{
    private const string Defaults = "defaults";
    private const string Layer = "recipe config";
    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>The configs in the recipe's config folder, by name, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(RecipeSpec recipe) =>
        Directory.Exists(recipe.ConfigDirectory)
            ? [.. Directory.EnumerateFiles(recipe.ConfigDirectory).Where(IsConfig).Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Loads a config by name from the recipe's folder, or by path when it holds a '/' or ends in .yaml or .yml.</summary>
    /// <param name="name">Null: the recipe's default.</param>
    /// <param name="workingDirectory">What a relative path is relative to.</param>
    /// <exception cref="FairleadException">There is no such config, it is not YAML, or its <c>defaults</c> go in a circle.</exception>
    public static RecipeConfig Load(RecipeSpec recipe, string? name, string workingDirectory)
    {
        var wanted = name ?? recipe.DefaultConfig;
        var file = IsPath(wanted) ? Path.GetFullPath(wanted, workingDirectory) : Existing(Path.Combine(recipe.ConfigDirectory, wanted));
        if (!File.Exists(file))
            throw NotFound(recipe, wanted);
        var files = ImmutableArray.CreateBuilder<string>();
        var settings = Read(file, [], files);
        return new RecipeConfig(Path.GetFileNameWithoutExtension(file), settings, files.ToImmutable());
    }

    private static TableSetting Read(string file, ImmutableArray<string> chain, ImmutableArray<string>.Builder files)
    {
        if (chain.Contains(file))
            throw FairleadException.Usage($"'{Defaults}' goes in a circle: {string.Join(" -> ", chain.Add(file))}", $"remove one of these '{Defaults}'");
        var own = YamlSettings.ReadFile(file, Layer);
        var (bases, groups) = SplitDefaults(own[Defaults]);
        var below = bases.Select(item => Read(Base(item, file), chain.Add(file), files)).ToArray();
        files.Add(file);
        var rest = own.Without(Defaults);
        return SettingMerge.Merge(below.Append(groups is null ? rest : rest.With(Defaults, groups)));
    }

    // Maps are Hydra's group choices, which the script resolves itself.
    private static (IEnumerable<ScalarSetting> Bases, ListSetting? Groups) SplitDefaults(Setting? defaults)
    {
        var items = defaults switch
        {
            null => ImmutableArray<Setting>.Empty,
            ListSetting list => list.Items,
            var single => [single],
        };
        foreach (var wrong in items.Where(item => item is not (TableSetting or ScalarSetting { Value: string })))
            throw wrong.Origin.Fault($"'{Defaults}' expects names of configs, found {wrong.Kind}");
        var groups = items.Where(item => item is TableSetting).ToImmutableArray();
        return (items.OfType<ScalarSetting>().Where(item => item.Value is not "_self_"), groups.IsEmpty ? null : new ListSetting(groups, defaults!.Origin));
    }

    private static string Base(ScalarSetting item, string from)
    {
        var path = Existing(Path.GetFullPath((string)item.Value!, Path.GetDirectoryName(from)!));
        return File.Exists(path) ? path : throw item.Origin.Fault($"'{Defaults}' names '{item.Value}', but '{path}' does not exist");
    }

    private static bool IsPath(string name) => name.Contains('/', StringComparison.Ordinal) || IsConfig(name);

    private static bool IsConfig(string name) => Extensions.Contains(Path.GetExtension(name));

    private static string Existing(string path) =>
        IsConfig(path) ? path : Extensions.Select(extension => path + extension).FirstOrDefault(File.Exists, path + Extensions[0]);

    private static FairleadException NotFound(RecipeSpec recipe, string wanted)
    {
        var names = Names(recipe);
        return FairleadException.Usage(
            $"recipe {recipe.Name} has no config '{wanted}' in '{recipe.ConfigDirectory}'.{Suggest.DidYouMean(wanted, names)}",
            names.Count == 0 ? "that folder holds no configs" : $"use one of: {string.Join(", ", names)}");
    }
}
