using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fairlead.Recipes.Resolution;

/// <summary>How much was checked, and everything that was found.</summary>
public sealed record ValidationReport(int Recipes, int Configs, int Profiles, ImmutableArray<string> Problems, ImmutableArray<string> Warnings)
{
    public void WriteText(TextWriter writer)
    {
        foreach (var warning in Warnings)
            writer.WriteLine($"warning: {warning}");
        foreach (var problem in Problems)
            writer.WriteLine($"error: {problem}");
        writer.WriteLine($"{Recipes} recipes, {Configs} configs, {Profiles} profiles: {Problems.Length} problems, {Warnings.Length} warnings");
    }

    public JsonObject ToJson() => new()
    {
        ["recipes"] = Recipes,
        ["configs"] = Configs,
        ["profiles"] = Profiles,
        ["problems"] = new JsonArray([.. Problems]),
        ["warnings"] = new JsonArray([.. Warnings]),
    };
}
