using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>How a run ended, recorded before its containers go.</summary>
internal sealed record DockerExit(RunStatus Status, ImmutableArray<ContainerExit> Containers)
{
    public static DockerExit Of(RunStatus status, IEnumerable<DockerContainer> containers) => new(
        status,
        [.. containers.Select(container => new ContainerExit(container.Name, container.Image, container.Word, container.ExitCode, container.OutOfMemory, container.Error, container.Finished))]);
}

/// <summary>How one container ended, in the engine's words.</summary>
internal sealed record ContainerExit(string Name, string Image, string Word, int ExitCode, bool OutOfMemory, string Error, DateTimeOffset? Finished);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(LowerCaseEnumConverter<RunState>)])]
[JsonSerializable(typeof(DockerExit))]
internal sealed partial class DockerExitJson : JsonSerializerContext;
