using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>A moment as milliseconds since 1970.</summary>
internal sealed class UnixMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var number = reader.GetInt64();
        return number >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(number)
            : throw new JsonException("expected milliseconds since 1970");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
