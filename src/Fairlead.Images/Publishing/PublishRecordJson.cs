using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>A record as a file.</summary>
internal sealed record PublishRecordJson(
    int Schema,
    string Repository,
    Digest ManifestDigest,
    Digest ConfigDigest,
    ImmutableArray<string> Tags,
    long SizeBytes,
    bool Pushed,
    DateTimeOffset PublishedUtc)
{
    private const int CurrentSchema = 1;

    public static string Write(PublishRecord record)
    {
        var document = new PublishRecordJson(
            CurrentSchema,
            record.Repository.ToString(),
            record.ManifestDigest,
            record.ConfigDigest,
            record.Tags,
            record.SizeBytes,
            record.Pushed,
            record.Published);
        return CanonicalJson.Write(JsonSerializer.SerializeToNode(document, PublishJsonContext.Default.PublishRecordJson), indented: true) + "\n";
    }

    /// <exception cref="JsonException">The text is no record of a schema this version knows.</exception>
    public static PublishRecord Read(string text)
    {
        var schema = JsonSerializer.Deserialize(text, PublishJsonContext.Default.SchemaOfRecord)?.Schema;
        if (schema != CurrentSchema)
            throw new JsonException($"expected schema {CurrentSchema}, found schema {schema}");
        var record = JsonSerializer.Deserialize(text, PublishJsonContext.Default.PublishRecordJson)!;
        if (record.Tags.Any(tag => tag is null))
            throw new JsonException("expected texts in $.tags, found null");
        return new PublishRecord(
            RepositoryOf(record),
            record.ManifestDigest,
            record.ConfigDigest,
            record.Tags,
            record.SizeBytes,
            record.Pushed,
            record.PublishedUtc);
    }

    private static RepositoryName RepositoryOf(PublishRecordJson record)
    {
        try
        {
            return RepositoryName.Parse(record.Repository);
        }
        catch (FairleadException exception)
        {
            throw new JsonException($"$.repository: {exception.Problem}", exception);
        }
    }
}

internal sealed record SchemaOfRecord(int Schema);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(DigestNameConverter), typeof(UtcConverter)])]
[JsonSerializable(typeof(PublishRecordJson))]
[JsonSerializable(typeof(SchemaOfRecord))]
internal sealed partial class PublishJsonContext : JsonSerializerContext;
