using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Sources.Transport;

namespace Fairlead.Jobs.Cloud;

internal static class CloudPartJson
{
    public static JsonObject Write(CloudPart part) => new()
    {
        ["address"] = part.Address,
        ["home"] = part.Home,
        ["workload"] = part.Workload,
        ["spec"] = JsonNode.Parse(part.Spec),
        ["transport"] = new JsonObject
        {
            ["mode"] = part.Transport.ToString(),
            ["chunk_characters"] = part.Limits.ChunkCharacters,
            ["value_characters"] = part.Limits.ValueCharacters,
            ["total_characters"] = part.Limits.TotalCharacters,
            ["argument_characters"] = part.Limits.ArgumentCharacters,
            ["wait_seconds"] = part.WaitSeconds,
            ["keep_days"] = part.KeepDays,
        },
        ["plain_secrets"] = part.PlainSecrets,
        ["commits"] = PinnedJson.Write(part.Commits),
        ["publishes"] = PinnedJson.Write(part.Publishes),
        ["ray"] = part.Ray is { } ray ? Write(ray) : null,
    };

    public static CloudPart Read(JsonNode node) => new(
        Text(node["home"]),
        Text(node["workload"]),
        CanonicalJson.Write(node["spec"]),
        Enum.Parse<TransportMode>(Text(node["transport"]!["mode"])),
        new TransportLimits(
            node["transport"]!["chunk_characters"]!.GetValue<int>(),
            node["transport"]!["value_characters"]!.GetValue<int>(),
            node["transport"]!["total_characters"]!.GetValue<int>(),
            node["transport"]!["argument_characters"]?.GetValue<int>()),
        node["plain_secrets"]!.GetValue<bool>(),
        PinnedJson.ReadCommits(node["commits"]),
        PinnedJson.ReadArtifact(node["publishes"]),
        node["ray"] is { } ray ? ReadRay(ray) : null)
    {
        Address = Text(node["address"]),
        WaitSeconds = node["transport"]!["wait_seconds"]!.GetValue<int>(),
        KeepDays = node["transport"]!["keep_days"]!.GetValue<int>(),
    };

    private static JsonObject Write(CloudRay ray) => new()
    {
        ["existing_cluster"] = ray.ExistingCluster,
        ["at_end"] = ray.AtEnd.ToString(),
        ["checkout_spec"] = ray.CheckoutSpec is { } spec ? JsonNode.Parse(spec) : null,
    };

    private static CloudRay ReadRay(JsonNode node) => new(node["existing_cluster"]?.GetValue<string>(), Enum.Parse<RayClusterEnd>(Text(node["at_end"])))
    {
        CheckoutSpec = node["checkout_spec"] is { } spec ? CanonicalJson.Write(spec) : null,
    };

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
