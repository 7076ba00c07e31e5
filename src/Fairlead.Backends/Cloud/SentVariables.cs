using System.Text.Json.Nodes;

namespace Fairlead.Backends.Cloud;

/// <summary>Variables of a pod, as all platforms list them. The kubelet makes one dollar sign of two, and expands <c>$(NAME)</c>.</summary>
internal static class SentVariables
{
    public static void AddTo(JsonArray list, IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
            list.Add((JsonNode)new JsonObject { ["name"] = name, ["value"] = value.Replace("$", "$$", StringComparison.Ordinal) });
    }
}
