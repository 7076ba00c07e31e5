using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Images.Cache.Archives;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>The documents that images consist of.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(DigestNameConverter)])]
[JsonSerializable(typeof(ImageConfig))]
[JsonSerializable(typeof(OciIndex))]
[JsonSerializable(typeof(OciManifest))]
[JsonSerializable(typeof(ImmutableArray<DockerImage>))]
internal sealed partial class OciJson : JsonSerializerContext
{
    public static string Write<T>(T document, JsonTypeInfo<T> type) => CanonicalJson.Write(JsonSerializer.SerializeToNode(document, type));

    /// <exception cref="JsonException">It is not of that form; the message names the place.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("expected a document at $, found null");

    /// <summary>Reads a document that an engine has given.</summary>
    /// <exception cref="FairleadException">It is not of that form.</exception>
    public static T Read<T>(ImageStore store, Digest blob, JsonTypeInfo<T> type)
    {
        var path = store.PathOf(blob);
        try
        {
            return Read(File.ReadAllBytes(path), type);
        }
        catch (JsonException exception)
        {
            throw FairleadException.Stage($"{path} makes no sense as a part of an image: {exception.Message}", inner: exception);
        }
    }
}
