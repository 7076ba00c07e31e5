using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

// The messages of Lepton's API as the public SDK models them (https://github.com/leptonai/leptonai, leptonai/api/v2/types), as far as they are read here.

internal sealed record LeptonMetadata(string Id, string? Name = null);

/// <summary>A job as the workspace tells of it.</summary>
internal sealed record LeptonJobInfo(LeptonMetadata Metadata, LeptonJobSpec? Spec = null, LeptonJobStatus? Status = null);

/// <param name="Completions">How many replicas have to succeed.</param>
internal sealed record LeptonJobSpec(int? Completions = null);

/// <param name="Ready">Replicas that run.</param>
/// <param name="Active">Replicas that have been started and not ended.</param>
internal sealed record LeptonJobStatus(
    string? State = null,
    int? Ready = null,
    int? Active = null,
    int? Failed = null,
    int? Succeeded = null,
    [property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset? CompletionTime = null);

[JsonConverter(typeof(LeptonJobPageConverter))]
internal sealed record LeptonJobPage(IReadOnlyList<LeptonJobInfo> Jobs);

internal sealed record LeptonItem(LeptonMetadata Metadata);

/// <param name="Type"><c>dir</c> or <c>file</c>.</param>
internal sealed record LeptonEntry(string? Type = null, string? Name = null);

internal sealed record LeptonRayCluster(LeptonMetadata Metadata, LeptonRaySpec? Spec = null, LeptonRayStatus? Status = null);

internal sealed record LeptonRaySpec(LeptonRayGroup? HeadGroupSpec = null, bool? Suspend = null);

internal sealed record LeptonRayGroup(IReadOnlyList<LeptonVariable>? Envs = null);

internal sealed record LeptonVariable(string? Name = null, string? Value = null);

internal sealed record LeptonRayStatus(string? State = null, IReadOnlyList<LeptonCondition>? Conditions = null);

/// <summary>A condition in Kubernetes' form.</summary>
/// <param name="Reason">One word, for programs.</param>
internal sealed record LeptonCondition(string? Type = null, string? Status = null, string? Reason = null, string? Message = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(ItemsConverter<LeptonJobInfo>), typeof(ItemsConverter<LeptonItem>), typeof(ItemsConverter<LeptonEntry>),
        typeof(ItemsConverter<LeptonVariable>), typeof(ItemsConverter<LeptonCondition>),
    ])]
[JsonSerializable(typeof(LeptonJobPage))]
[JsonSerializable(typeof(LeptonJobInfo))]
[JsonSerializable(typeof(IReadOnlyList<LeptonJobInfo>))]
[JsonSerializable(typeof(IReadOnlyList<LeptonItem>))]
[JsonSerializable(typeof(IReadOnlyList<LeptonEntry>))]
[JsonSerializable(typeof(LeptonRayCluster))]
internal sealed partial class LeptonJson : JsonSerializerContext;
