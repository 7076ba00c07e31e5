using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.RunAi.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunAiSite))]
internal sealed partial class RunAiFormat : JsonSerializerContext;
