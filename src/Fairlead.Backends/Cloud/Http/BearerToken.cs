using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Tokens that can be sent in a header (RFC 6750, 2.1): visible characters of ASCII, and at least one.</summary>
internal sealed class BearerToken : JsonConverter<Secret>
{
    public static bool CanBeSent(Secret token) => token.Reveal() is { Length: > 0 } value && value.All(character => character is > ' ' and <= '~');

    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && new Secret(reader.GetString()!) is var token && CanBeSent(token) ? token : throw new JsonException("expected a token");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => throw new NotSupportedException("tokens are only read");
}
