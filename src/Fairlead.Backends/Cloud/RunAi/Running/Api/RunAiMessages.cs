using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

// The messages of run:ai's public API (https://run-ai-docs.nvidia.com, "API reference"), as far as they are read here.

internal sealed record TokenRequest(string GrantType, string ClientId, string ClientSecret);

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer([property: JsonConverter(typeof(BearerToken))] Secret AccessToken, int? ExpiresIn = null);

internal sealed record ProjectPage(IReadOnlyList<RunAiProject>? Projects = null);

internal sealed record RunAiProject(string Id, string Name, string ClusterId);

internal sealed record WorkloadPage(IReadOnlyList<RunAiWorkload>? Workloads = null);

/// <summary>One workload, of any type, as lists tell of it.</summary>
internal sealed record RunAiWorkload(
    string Id,
    string Name,
    string? ProjectId = null,
    string? Phase = null,
    string? PhaseMessage = null,
    string? PhaseReason = null,
    string? Namespace = null,
    int? RunningPods = null);

internal sealed record PodPage(IReadOnlyList<RunAiPod>? Pods = null);

internal sealed record RunAiPod(string Name, string? K8sPhase = null, IReadOnlyList<RunAiContainer>? Containers = null);

internal sealed record RunAiContainer(string? Name = null);

internal sealed record CreatedWorkload(string WorkloadId);

internal sealed record WorkspaceAnswer(string? ActualPhase = null, string? PhaseMessage = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ItemsConverter<RunAiProject>), typeof(ItemsConverter<RunAiWorkload>), typeof(ItemsConverter<RunAiPod>), typeof(ItemsConverter<RunAiContainer>)])]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ProjectPage))]
[JsonSerializable(typeof(WorkloadPage))]
[JsonSerializable(typeof(PodPage))]
[JsonSerializable(typeof(CreatedWorkload))]
[JsonSerializable(typeof(WorkspaceAnswer))]
internal sealed partial class RunAiJson : JsonSerializerContext;
