using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LowerCaseEnumConverter<RayClusterEnd>), typeof(LowerCaseEnumConverter<TransportMode>)])]
[JsonSerializable(typeof(CloudPart))]
internal sealed partial class CloudFormat : JsonSerializerContext;
