using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Images.Manifest;

/// <summary>One image as upstream writes it, into schema 2. What has no member there keeps its name.</summary>
internal static class UpstreamImage
{
    private const string NoDockerfile = "N/A (local image mode)";
    private const string SkippedLog = ".build.skipped.log";

    public static JsonObject Convert(string path, JsonObject image)
    {
        var members = new MemberReader(path, image);
        // Upstream writes true here, or the tag on the node that built it.
        var local = members.Take("local_image");
        var localTag = local?.GetValueKind() == JsonValueKind.String ? local.GetValue<string>() : null;
        var tag = members.NeededText("docker_image");
        var source = SourceOf(members, localTag is null && local?.GetValueKind() == JsonValueKind.True, image["log_file"]);
        var converted = new JsonObject { ["tag"] = tag, ["source"] = ManifestImageJson.NameOf(source), ["localImage"] = localTag is null ? local : null };
        Add(converted, "localTag", localTag);
        Add(converted, "dockerfile", members.Text("dockerfile") is var dockerfile && dockerfile != NoDockerfile ? dockerfile : null);
        Add(converted, "registryRef", members.Text("registry_image") is { Length: > 0 } pushed ? pushed : source == ImageSource.BuildOnCompute ? tag : null);
        Add(converted, "gpuVendor", members.Text("gpu_vendor"));
        Add(converted, "gpuArchitecture", members.Text("gpu_architecture"));
        Keep(members, converted);
        return converted;
    }

    /// <summary>Takes over what upstream wrote and schema 2 does not name.</summary>
    public static void Keep(MemberReader members, JsonObject converted)
    {
        foreach (var (name, value) in members.Rest())
        {
            if (!converted.TryAdd(name, value.ToNode()))
                throw MemberReader.Fault(members.PathOf(name), "no member of schema 2 where no schemaVersion is named", value.ToNode());
        }
    }

    private static ImageSource SourceOf(MemberReader members, bool local, JsonNode? log) =>
        members.Flag("prebuilt") ? ImageSource.UseImage
        : members.Flag("built_on_compute") ? ImageSource.BuildOnCompute
        : local ? ImageSource.LocalImage
        : log is JsonValue value && value.TryGetValue<string>(out var name) && name.EndsWith(SkippedLog, StringComparison.Ordinal) ? ImageSource.NotBuilt
        : ImageSource.Built;

    private static void Add(JsonObject node, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            node[name] = value;
    }
}
