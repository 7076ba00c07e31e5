using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeptonSite))]
internal sealed partial class LeptonFormat : JsonSerializerContext;
