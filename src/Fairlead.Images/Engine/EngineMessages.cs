using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Fairlead.Images.Engine;

// What docker and podman print, and what Docker's engine answers (Docker Engine API, https://docs.docker.com/reference/api/engine/), as far as it is read.

/// <param name="Server">Podman may have none.</param>
internal sealed record EngineVersions(EngineVersion Client, EngineVersion? Server = null);

/// <param name="OsArch">Podman's alone.</param>
internal sealed record EngineVersion(
    string Version,
    string? ApiVersion = null,
    [property: JsonPropertyName("APIVersion")] string? PodmanApiVersion = null,
    string? Os = null,
    string? Arch = null,
    string? OsArch = null);

internal sealed record InspectedImage(
    string Id,
    IReadOnlyList<string>? RepoTags = null,
    IReadOnlyList<string>? RepoDigests = null,
    long? Size = null,
    [property: JsonPropertyName("RootFS")] InspectedLayers? RootFileSystem = null,
    InspectedConfig? Config = null,
    string? Os = null,
    string? Architecture = null,
    string? Variant = null);

internal sealed record InspectedLayers(IReadOnlyList<string>? Layers = null);

internal sealed record InspectedConfig(IReadOnlyDictionary<string, string?>? Labels = null);

internal sealed record ListedImage(string Id, IReadOnlyList<string>? RepoTags = null);

internal sealed record EngineInfo(JsonNode? DriverStatus = null);

internal sealed record EngineRefusal([property: JsonPropertyName("message")] string? Message = null);

internal sealed record LoadLine([property: JsonPropertyName("error")] string? Error = null);

/// <summary>The engine's registries, by host.</summary>
internal sealed record RegistryConfiguration(IReadOnlyDictionary<string, RegistryIndex?>? IndexConfigs = null);

internal sealed record RegistryIndex(bool? Secure = null);

/// <summary>Docker's <c>config.json</c>.</summary>
internal sealed record ClientConfiguration(JsonElement? HttpHeaders = null, [property: JsonPropertyName("currentContext")] string? CurrentContext = null);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EngineVersions))]
[JsonSerializable(typeof(IReadOnlyList<InspectedImage>))]
[JsonSerializable(typeof(IReadOnlyList<ListedImage>))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(EngineRefusal))]
[JsonSerializable(typeof(LoadLine))]
[JsonSerializable(typeof(RegistryConfiguration))]
[JsonSerializable(typeof(ClientConfiguration))]
internal sealed partial class EngineJson : JsonSerializerContext;
