using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

// Objects of Kubernetes (github.com/kubernetes/api, core/v1/types.go) and of KubeRay (github.com/ray-project/kuberay,
// ray-operator/apis/ray/v1/rayjob_types.go), as far as they are read here.

/// <param name="Continue">Where the next page begins; empty: there is none.</param>
internal sealed record ListMetadata(string? Continue);

internal sealed record ObjectMetadata(string? Name, IReadOnlyDictionary<string, string>? Labels);

internal sealed record RayJobPage(ListMetadata? Metadata, IReadOnlyList<RayJob>? Items);

internal sealed record RayJob(ObjectMetadata? Metadata, RayJobStatus? Status);

/// <param name="JobStatus">Ray's word.</param>
/// <param name="JobDeploymentStatus">KubeRay's word.</param>
internal sealed record RayJobStatus(string? JobStatus, string? JobDeploymentStatus, string? Message, string? Reason, string? RayClusterName, DateTimeOffset? EndTime);

internal sealed record PodPage(IReadOnlyList<KubernetesPod>? Items);

internal sealed record KubernetesPod(ObjectMetadata? Metadata, PodStatus? Status)
{
    public bool HasEnded => Status?.Phase is "Succeeded" or "Failed";
}

/// <param name="StartTime">Null while no node has it.</param>
internal sealed record PodStatus(string? Phase, DateTimeOffset? StartTime, IReadOnlyList<ContainerStatus>? ContainerStatuses);

internal sealed record ContainerStatus(ContainerState? State);

internal sealed record ContainerState(ContainerWaiting? Waiting);

internal sealed record ContainerWaiting(string? Reason, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(RayJobPage))]
[JsonSerializable(typeof(RayJob))]
[JsonSerializable(typeof(PodPage))]
internal sealed partial class KubeRayJson : JsonSerializerContext;
