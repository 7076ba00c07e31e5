using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Stages.Store;

/// <summary>What a lease file says: who holds it, since when. No two are alike.</summary>
public sealed record LeaseHolder(string Host, int Pid, string? Space, long Started, [property: JsonPropertyName("takenUtc")] DateTimeOffset Taken, string Nonce)
{
    public static LeaseHolder Of(Writer writer, DateTimeOffset now) =>
        new(writer.Host, writer.Pid, writer.Space, writer.Started, now, Guid.NewGuid().ToString("N"));

    public string ToJson() => JsonSerializer.Serialize(this, LeaseJson.Default.LeaseHolder);

    /// <returns>Null when its writer has not finished it yet, or never will.</returns>
    public static LeaseHolder? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LeaseJson.Default.LeaseHolder);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeaseHolder))]
internal sealed partial class LeaseJson : JsonSerializerContext;
