using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

// Objects of Kubernetes (github.com/kubernetes/api, core/v1/types.go) and of KubeRay (github.com/ray-project/kuberay,
// ray-operator/apis/ray/v1/rayjob_types.go), as far as they are read here.

/// <param name="Continue">Where the next page begins; empty: there is none.</param>
internal sealed record ListMetadata(string? Continue = null);

internal sealed record ObjectMetadata(string Name, IReadOnlyDictionary<string, string>? Labels = null);

internal sealed record RayJobPage(ListMetadata? Metadata = null, IReadOnlyList<RayJob>? Items = null);

internal sealed record RayJob(ObjectMetadata Metadata, RayJobStatus? Status = null);

/// <param name="JobStatus">Ray's word.</param>
/// <param name="JobDeploymentStatus">KubeRay's word.</param>
internal sealed record RayJobStatus(
    string? JobStatus = null,
    string? JobDeploymentStatus = null,
    string? Message = null,
    string? Reason = null,
    string? RayClusterName = null,
    DateTimeOffset? EndTime = null);

internal sealed record PodPage(IReadOnlyList<KubernetesPod>? Items = null);

internal sealed record KubernetesPod(ObjectMetadata Metadata, PodStatus? Status = null)
{
    public bool HasEnded => Status?.Phase is "Succeeded" or "Failed";
}

/// <param name="StartTime">Null while no node has it.</param>
internal sealed record PodStatus(string? Phase = null, DateTimeOffset? StartTime = null, IReadOnlyList<ContainerStatus>? ContainerStatuses = null);

internal sealed record ContainerStatus(ContainerState? State = null);

internal sealed record ContainerState(ContainerWaiting? Waiting = null);

internal sealed record ContainerWaiting(string? Reason = null, string? Message = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ItemsConverter<RayJob>), typeof(ItemsConverter<KubernetesPod>), typeof(ItemsConverter<ContainerStatus>)])]
[JsonSerializable(typeof(RayJobPage))]
[JsonSerializable(typeof(RayJob))]
[JsonSerializable(typeof(PodPage))]
internal sealed partial class KubeRayJson : JsonSerializerContext;
