using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LowerCaseEnumConverter<GpuVendor>)])]
[JsonSerializable(typeof(DockerPart))]
[JsonSerializable(typeof(DockerSite))]
internal sealed partial class DockerFormat : JsonSerializerContext;
