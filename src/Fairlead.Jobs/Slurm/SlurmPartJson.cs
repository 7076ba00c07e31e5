using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Jobs.Slurm;

internal static class SlurmPartJson
{
    public static JsonObject Write(SlurmPart part) => new()
    {
        ["host"] = part.Host,
        ["directory"] = part.Directory,
        ["image"] = part.Image,
        ["dependency"] = part.Dependency,
        ["commits"] = new JsonArray([.. part.Commits.Select(commit => new JsonObject
        {
            ["repository"] = commit.Repository,
            ["reference"] = commit.Reference,
            ["commit"] = commit.Commit,
            ["target"] = commit.Target,
        })]),
        ["publishes"] = part.Publishes is { } artifact ? new JsonObject { ["name"] = artifact.Name, ["digest"] = artifact.Digest.ToString() } : null,
    };

    public static SlurmPart Read(JsonNode node) => new(
        Text(node["host"]),
        Text(node["directory"]),
        node["image"]?.GetValue<string>(),
        node["dependency"]?.GetValue<string>(),
        [.. node["commits"]!.AsArray().Select(commit => new PinnedCommit(
            Text(commit!["repository"]), Text(commit["reference"]), Text(commit["commit"]), Text(commit["target"])))],
        node["publishes"] is { } artifact ? new PinnedArtifact(Text(artifact["name"]), Digest.Parse(Text(artifact["digest"]))) : null);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
