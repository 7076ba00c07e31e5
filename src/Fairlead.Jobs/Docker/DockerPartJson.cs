using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Jobs.Docker;

internal static class DockerPartJson
{
    public static JsonObject Write(DockerPart part) => new()
    {
        ["client"] = part.Client,
        ["image"] = part.Image,
        ["image_key"] = part.ImageKey?.ToString(),
        ["network"] = part.Network,
        ["user"] = part.User,
        ["gpus"] = part.Gpus is { } gpus ? Write(gpus) : null,
        ["host_paths"] = Words(part.HostPaths),
        ["options"] = Words(part.Options),
    };

    public static DockerPart Read(JsonNode node) => new(
        Text(node["client"]),
        Text(node["image"]),
        node["image_key"] is { } key ? Digest.Parse(Text(key)) : null,
        Text(node["network"]),
        node["user"]?.GetValue<string>(),
        node["gpus"] is { } gpus ? ReadGpus(gpus) : null,
        Texts(node["host_paths"]),
        Texts(node["options"]));

    private static JsonObject Write(GpuRequest gpus) => new()
    {
        ["vendor"] = gpus.Vendor.ToString().ToLowerInvariant(),
        ["devices"] = gpus.Devices is { } devices ? new JsonArray([.. devices.Select(device => JsonValue.Create(device))]) : null,
        ["runtime"] = gpus.Runtime,
    };

    private static GpuRequest ReadGpus(JsonNode node) => new(
        Enum.Parse<GpuVendor>(Text(node["vendor"]), ignoreCase: true),
        node["devices"] is JsonArray devices ? [.. devices.Select(device => device!.GetValue<int>())] : null,
        node["runtime"]?.GetValue<string>());

    private static JsonArray Words(ImmutableArray<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    private static ImmutableArray<string> Texts(JsonNode? node) => [.. node!.AsArray().Select(Text)];

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
