using System.Text.Json.Serialization;

namespace Fairlead.Backends.Slurm.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SlurmPart))]
[JsonSerializable(typeof(SlurmSite))]
internal sealed partial class SlurmFormat : JsonSerializerContext;
