using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Sources;

namespace Fairlead.Pipeline.Stages;

/// <summary>The package stage's second output: what the archive beside it holds.</summary>
internal static class ArchiveSummaryJson
{
    public static string Write(ArchiveSummary summary) => CanonicalJson.Write(new JsonObject
    {
        ["digest"] = summary.Digest.ToString(),
        ["tar_bytes"] = summary.TarBytes,
        ["compressed_bytes"] = summary.CompressedBytes,
        ["files"] = summary.Files,
    });

    public static ArchiveSummary Read(string text)
    {
        var node = JsonNode.Parse(text)!;
        return new ArchiveSummary(
            Digest.Parse(node["digest"]!.GetValue<string>()),
            node["tar_bytes"]!.GetValue<long>(),
            node["compressed_bytes"]!.GetValue<long>(),
            node["files"]!.GetValue<int>());
    }
}
