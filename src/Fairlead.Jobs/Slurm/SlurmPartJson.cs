using System.Text.Json.Nodes;

namespace Fairlead.Jobs.Slurm;

internal static class SlurmPartJson
{
    public static JsonObject Write(SlurmPart part) => new()
    {
        ["host"] = part.Host,
        ["directory"] = part.Directory,
        ["image"] = part.Image,
        ["dependency"] = part.Dependency,
        ["commits"] = PinnedJson.Write(part.Commits),
        ["publishes"] = PinnedJson.Write(part.Publishes),
    };

    public static SlurmPart Read(JsonNode node) => new(
        node["host"]!.GetValue<string>(),
        node["directory"]!.GetValue<string>(),
        node["image"]?.GetValue<string>(),
        node["dependency"]?.GetValue<string>(),
        PinnedJson.ReadCommits(node["commits"]),
        PinnedJson.ReadArtifact(node["publishes"]));
}
