using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Runs;

/// <summary>The version of a record, and the member of it that each backend shapes itself.</summary>
internal static class RecordSchema
{
    /// <summary>Brings a document to the present schema. In schema 1 each backend had a member of its own.</summary>
    /// <param name="own">The present name of the backend's member.</param>
    /// <param name="format">The record without that member.</param>
    /// <exception cref="JsonException">The schema is none that this version knows.</exception>
    public static void Upgrade(JsonObject document, int current, string own, JsonTypeInfo format)
    {
        var schema = document["schema"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        if (schema == 1)
        {
            foreach (var name in document.Select(member => member.Key).Except(format.Properties.Select(property => property.Name)).ToArray())
            {
                document.Remove(name, out var part);
                document[own] = part;
            }

            document["schema"] = current;
        }
        else if (schema != current)
        {
            throw new JsonException($"expected schema {current}, found {document["schema"]?.ToJsonString() ?? "none"} at $.schema");
        }
    }

    /// <exception cref="JsonException">The backend's member has another shape than the backend gives it.</exception>
    public static T? ReadOwn<T>(JsonNode? node, JsonTypeInfo? format, string name)
        where T : class => (node, format) switch
        {
            (null, null) => null,
            (null, _) => throw new JsonException($"expected a value at $.{name}, found none"),
            (_, null) => throw new JsonException($"expected nothing at $.{name}"),
            _ => (T?)node.Deserialize(format) ?? throw new JsonException($"expected a value at $.{name}, found null"),
        };
}
