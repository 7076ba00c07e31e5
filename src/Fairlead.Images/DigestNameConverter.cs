using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images;

/// <summary>Digests in JSON, as <see cref="DigestName"/> has them.</summary>
internal sealed class DigestNameConverter : JsonConverter<Digest>
{
    // Without words of its own the exception gets those of the framework, which name the place.
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DigestName.TryParse(reader.GetString()) is { } digest ? digest : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) => writer.WriteStringValue(DigestName.Of(value));
}
