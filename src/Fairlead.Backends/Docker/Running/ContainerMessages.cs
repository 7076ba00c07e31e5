using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Backends.Docker.Running;

// What docker and podman print of containers, as far as it is read.

internal sealed record InspectedContainer(string Id, string Name, string Image, ContainerConfig Config, ContainerState State);

internal sealed record ContainerConfig(IReadOnlyDictionary<string, string>? Labels = null);

internal sealed record ContainerState(
    string Status,
    int ExitCode,
    [property: JsonPropertyName("OOMKilled")] bool? OutOfMemory = null,
    string? Error = null,
    string? FinishedAt = null);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<InspectedContainer>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class ContainerJson : JsonSerializerContext;
