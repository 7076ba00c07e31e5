using System.Text.Json.Nodes;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>A recipe.toml together with the block its script may carry: they may complete, never contradict each other.</summary>
internal static class RecipeFile
{
    /// <summary>The script a recipe.toml owns, as an absolute path, or null when it names none.</summary>
    public static string? OwnedScript(TableSetting declared) =>
        declared["script"] is ScalarSetting { Value: string script } ? Path.GetFullPath(script, Path.GetDirectoryName(declared["script"]!.Origin.File)!) : null;

    /// <exception cref="Fairlead.Primitives.FairleadException">Both declare a field, with different values.</exception>
    public static TableSetting WithBlock(TableSetting declared)
    {
        var block = OwnedScript(declared) is { } script && File.Exists(script) ? ScriptBlock.ReadRunSpec(script) : null;
        if (block is null)
            return declared;
        foreach (var (path, value) in block.Leaves())
        {
            if (declared.Find(path) is { } other && !SameMeaning(path, other, value))
                throw other.Origin.Fault($"'{path}' is {Text(other)} here and {Text(value)} in the script ({value.Origin.Place})", "make them agree, or remove one");
        }

        return SettingMerge.Merge(block, declared);
    }

    private static bool SameMeaning(string path, Setting left, Setting right) =>
        path == "run.launch" && left is ScalarSetting { Value: string one } && right is ScalarSetting { Value: string other }
            ? LaunchKinds.Parse(one, left.Origin) == LaunchKinds.Parse(other, right.Origin)
            : JsonNode.DeepEquals(left.ToJson(), right.ToJson());

    private static string Text(Setting setting) => setting.ToJson()?.ToJsonString() ?? "null";
}
