using System.Text.Json.Nodes;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Cloud.RunAi.Rendering;

/// <summary>Lays a profile's <c>custom_spec</c> over a workload's spec: tables merge, anything else replaces.</summary>
internal static class CustomSpecification
{
    public const string Key = "custom_spec";
    private const string Variables = "environmentVariables";

    // What Fairlead sets itself, and where the user sets it instead.
    private static readonly Dictionary<string, string> Taken = new(StringComparer.Ordinal)
    {
        ["command"] = "run_command",
        ["args"] = "run_command",
        ["image"] = "container_image",
        ["distributedFramework"] = "distributed_framework",
        ["minReplicas"] = "nodes",
        ["maxReplicas"] = "nodes",
        ["numWorkers"] = "nodes",
    };

    /// <exception cref="Fairlead.Primitives.FairleadException">It holds what another setting decides.</exception>
    public static void Apply(JsonObject spec, TableSetting custom)
    {
        foreach (var (key, value) in custom.Items)
        {
            if (Taken.TryGetValue(key, out var setting))
                throw value.Origin.Fault($"'{Key}' holds '{key}', which Fairlead sets itself", $"use {setting}");
            if (key == Variables && value.ToJson() is JsonArray variables)
                Append(spec, variables);
            else
                Merge(spec, key, value.ToJson());
        }
    }

    private static void Append(JsonObject spec, JsonArray variables)
    {
        var all = spec[Variables]?.AsArray() ?? [];
        foreach (var variable in variables)
            all.Add(variable?.DeepClone());
        spec[Variables] = all.DeepClone();
    }

    private static void Merge(JsonObject lower, string key, JsonNode? upper)
    {
        if (lower[key] is JsonObject table && upper is JsonObject members)
        {
            foreach (var (name, value) in members)
                Merge(table, name, value?.DeepClone());
        }
        else
        {
            lower[key] = upper;
        }
    }
}
