using System.Text.Json.Nodes;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>What became of images, as people and programs read it.</summary>
internal static class ImageText
{
    public static string Saved(SaveResult result) =>
        $"{(result.Saved ? "ran" : "hit")}  save  {result.Entry.Reference}  {result.BytesWritten} bytes, {result.LayersWritten} layers{Because(result.Reason)}";

    public static string Loaded(ImageEntry entry, LoadResult result) =>
        $"{(result.Outcome == LoadOutcome.AlreadyThere ? "hit" : "ran")}  load  {entry.Reference}  {result.BytesSent} bytes, {result.LayersSent} layers{Because(result.Reason)}{(result.Replaced is { } before ? $"; the tag named {before} before" : "")}";

    public static string Published(PublishRecord record) =>
        $"{(record.Pushed ? "ran" : "hit")}  publish  {record.Reference}  {string.Join(", ", record.Tags)}";

    public static JsonObject ToJson(SaveResult result) => new()
    {
        ["reference"] = result.Entry.Reference,
        ["config_digest"] = result.Entry.Config.Digest.ToString(),
        ["saved"] = result.Saved,
        ["bytes"] = result.BytesWritten,
        ["layers"] = result.LayersWritten,
        ["reason"] = result.Reason,
    };

    public static JsonObject ToJson(ImageEntry entry, LoadResult result) => new()
    {
        ["reference"] = entry.Reference,
        ["config_digest"] = entry.Config.Digest.ToString(),
        ["outcome"] = result.Outcome switch
        {
            LoadOutcome.AlreadyThere => "already_there",
            LoadOutcome.MissingLayers => "missing_layers",
            _ => "whole",
        },
        ["bytes"] = result.BytesSent,
        ["layers"] = result.LayersSent,
        ["reason"] = result.Reason,
        ["replaced"] = result.Replaced?.ToString(),
    };

    public static JsonObject ToJson(PublishRecord record) => new()
    {
        ["repository"] = record.Repository.ToString(),
        ["manifest_digest"] = record.ManifestDigest.ToString(),
        ["config_digest"] = record.ConfigDigest.ToString(),
        ["tags"] = new JsonArray([.. record.Tags.Select(tag => JsonValue.Create(tag))]),
        ["pushed"] = record.Pushed,
    };

    public static string Json(IEnumerable<JsonObject> results) => CanonicalJson.Write(new JsonArray([.. results]), indented: true);

    private static string Because(string? reason) => reason is null ? "" : $" ({reason})";
}
