using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LowerCaseEnumConverter<RunState>)])]
[JsonSerializable(typeof(Run))]
internal sealed partial class RunJson : JsonSerializerContext;
