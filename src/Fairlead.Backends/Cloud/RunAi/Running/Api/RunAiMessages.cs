using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

// The messages of run:ai's public API (https://run-ai-docs.nvidia.com, "API reference"), as far as they are read here.

internal sealed record TokenRequest(string GrantType, string ClientId, string ClientSecret);

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(string AccessToken, int? ExpiresIn);

internal sealed record ProjectPage(IReadOnlyList<RunAiProject>? Projects);

internal sealed record RunAiProject(string Id, string Name, string ClusterId);

internal sealed record WorkloadPage(IReadOnlyList<RunAiWorkload>? Workloads);

/// <summary>One workload, of any type, as lists tell of it.</summary>
internal sealed record RunAiWorkload(
    string Id,
    string Name,
    string? ProjectId,
    string? Phase,
    string? PhaseMessage,
    string? PhaseReason,
    string? Namespace,
    int? RunningPods);

internal sealed record PodPage(IReadOnlyList<RunAiPod>? Pods);

internal sealed record RunAiPod(string Name, string? K8sPhase, IReadOnlyList<RunAiContainer>? Containers);

internal sealed record RunAiContainer(string? Name);

internal sealed record CreatedWorkload(string WorkloadId);

internal sealed record WorkspaceAnswer(string? ActualPhase, string? PhaseMessage);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ProjectPage))]
[JsonSerializable(typeof(WorkloadPage))]
[JsonSerializable(typeof(PodPage))]
[JsonSerializable(typeof(CreatedWorkload))]
[JsonSerializable(typeof(WorkspaceAnswer))]
internal sealed partial class RunAiJson : JsonSerializerContext;
