using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>The canonical text of a record.</summary>
internal static class PublishRecordJson
{
    private const int CurrentSchema = 1;

    public static string Write(PublishRecord record) => CanonicalJson.Write(
        new JsonObject
        {
            ["schema"] = CurrentSchema,
            ["repository"] = record.Repository.ToString(),
            ["manifestDigest"] = DigestName.Of(record.ManifestDigest),
            ["configDigest"] = DigestName.Of(record.ConfigDigest),
            ["tags"] = new JsonArray([.. record.Tags.Select(tag => JsonValue.Create(tag))]),
            ["sizeBytes"] = record.SizeBytes,
            ["pushed"] = record.Pushed,
            ["publishedUtc"] = record.Published.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        },
        indented: true) + "\n";

    /// <exception cref="JsonException">The text is no record of a schema this version knows.</exception>
    public static PublishRecord Read(string text)
    {
        try
        {
            var node = JsonNode.Parse(text)!.AsObject();
            var schema = node["schema"]!.GetValue<int>();
            if (schema != CurrentSchema)
                throw new JsonException($"expected schema {CurrentSchema}, found schema {schema}");
            return new PublishRecord(
                RepositoryName.Parse(node["repository"]!.GetValue<string>()),
                DigestOf(node["manifestDigest"]!),
                DigestOf(node["configDigest"]!),
                [.. node["tags"]!.AsArray().Select(tag => tag!.GetValue<string>())],
                node["sizeBytes"]!.GetValue<long>(),
                node["pushed"]!.GetValue<bool>(),
                node["publishedUtc"]!.GetValue<DateTimeOffset>());
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or FormatException or FairleadException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    private static Digest DigestOf(JsonNode node) => DigestName.Parse(node.GetValue<string>());
}
