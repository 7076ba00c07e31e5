using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>What ranks tell each other about images.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(DigestConverter)])]
[JsonSerializable(typeof(RankNote))]
[JsonSerializable(typeof(Publication))]
internal sealed partial class PreparationJson : JsonSerializerContext
{
    /// <exception cref="FairleadException">The text is something else.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> type, string who)
    {
        try
        {
            return StrictJson.Read(text, type);
        }
        catch (JsonException exception)
        {
            throw Odd(who, exception.Message);
        }
    }

    public static FairleadException Odd(string who, string found) =>
        FairleadException.Stage($"expected what fairlead-node {typeof(PreparationJson).Assembly.GetName().Version} says of an image from {who}, found another: {found}", "have all nodes run the same fairlead-node");
}
