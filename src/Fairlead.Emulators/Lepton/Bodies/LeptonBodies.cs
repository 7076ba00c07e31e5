using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Emulators.Lepton.Bodies;

/// <summary>Reads what clients send.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LeptonJobBody))]
[JsonSerializable(typeof(LeptonJobPatch))]
[JsonSerializable(typeof(LeptonRayClusterBody))]
[JsonSerializable(typeof(IReadOnlyList<LeptonSecret>))]
internal sealed partial class LeptonBodies : JsonSerializerContext
{
    /// <summary>Null when the JSON is not of this shape; the problem then says where.</summary>
    public static T? Read<T>(JsonNode? body, JsonTypeInfo<T> type, out LeptonRefusal? problem)
        where T : class
    {
        try
        {
            var value = body.Deserialize(type);
            problem = value is null ? LeptonRefusal.Invalid("the request has no body") : null;
            return value;
        }
        catch (JsonException exception)
        {
            problem = LeptonRefusal.Invalid($"the body is not valid at {exception.Path}");
            return null;
        }
    }
}
