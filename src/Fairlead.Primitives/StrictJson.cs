using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Primitives;

/// <summary>
/// Reads records of our own. Their contexts take no unknown, missing, doubled or null member; what is wrong is said with its place in the document.
/// </summary>
public static class StrictJson
{
    /// <exception cref="JsonException">The text is no such document; the message names the member.</exception>
    public static T Read<T>(JsonNode? node, JsonTypeInfo<T> type) =>
        (node is null ? default : node.Deserialize(type)) ?? throw Nothing();

    /// <inheritdoc cref="Read{T}(JsonNode?, JsonTypeInfo{T})"/>
    public static T Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(utf8, type) ?? throw Nothing();

    /// <inheritdoc cref="Read{T}(JsonNode?, JsonTypeInfo{T})"/>
    public static T Read<T>(string text, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(text, type) ?? throw Nothing();

    /// <summary>A document whose members are to be told apart before they are read.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static JsonObject ReadObject(ReadOnlySpan<byte> utf8)
    {
        RequireWholeCharacters(utf8);
        return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException("expected an object at $");
    }

    // A node looks at its text when it is asked for it, and then fails as if it were asked wrongly.
    private static void RequireWholeCharacters(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException($"{exception.Message} At byte {reader.TokenStartIndex}.", exception);
        }
    }

    private static JsonException Nothing() => new("expected a value at $, found null");
}
