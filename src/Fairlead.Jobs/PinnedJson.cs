using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Jobs;

/// <summary>Pinned commits and artifacts in the text of a request.</summary>
internal static class PinnedJson
{
    public static JsonArray Write(IEnumerable<PinnedCommit> commits) => new([.. commits.Select(commit => new JsonObject
    {
        ["repository"] = commit.Repository,
        ["reference"] = commit.Reference,
        ["commit"] = commit.Commit,
        ["target"] = commit.Target,
    })]);

    public static JsonObject? Write(PinnedArtifact? artifact) =>
        artifact is null ? null : new JsonObject { ["name"] = artifact.Name, ["digest"] = artifact.Digest.ToString() };

    public static ImmutableArray<PinnedCommit> ReadCommits(JsonNode? node) =>
        [.. node!.AsArray().Select(commit => new PinnedCommit(Text(commit!["repository"]), Text(commit["reference"]), Text(commit["commit"]), Text(commit["target"])))];

    public static PinnedArtifact? ReadArtifact(JsonNode? node) =>
        node is null ? null : new PinnedArtifact(Text(node["name"]), Digest.Parse(Text(node["digest"])));

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
