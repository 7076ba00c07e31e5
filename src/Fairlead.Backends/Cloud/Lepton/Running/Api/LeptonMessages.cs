using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

// The messages of Lepton's API as the public SDK models them (https://github.com/leptonai/leptonai, leptonai/api/v2/types), as far as they are read here.

internal sealed record LeptonMetadata(string Id, string? Name);

/// <summary>A job as the workspace tells of it.</summary>
internal sealed record LeptonJobInfo(LeptonMetadata Metadata, LeptonJobSpec? Spec, LeptonJobStatus? Status);

/// <param name="Completions">How many replicas have to succeed.</param>
internal sealed record LeptonJobSpec(int? Completions);

/// <param name="Ready">Replicas that run.</param>
/// <param name="Active">Replicas that have been started and not ended.</param>
/// <param name="CompletionTime">Unix milliseconds.</param>
internal sealed record LeptonJobStatus(string? State, int? Ready, int? Active, int? Failed, int? Succeeded, long? CompletionTime);

[JsonConverter(typeof(LeptonJobPageConverter))]
internal sealed record LeptonJobPage(IReadOnlyList<LeptonJobInfo> Jobs);

internal sealed record LeptonItem(LeptonMetadata Metadata);

/// <param name="Type"><c>dir</c> or <c>file</c>.</param>
internal sealed record LeptonEntry(string? Type, string? Name);

internal sealed record LeptonRayCluster(LeptonMetadata Metadata, LeptonRaySpec? Spec, LeptonRayStatus? Status);

internal sealed record LeptonRaySpec(LeptonRayGroup? HeadGroupSpec, bool? Suspend);

internal sealed record LeptonRayGroup(IReadOnlyList<LeptonVariable>? Envs);

internal sealed record LeptonVariable(string? Name, string? Value);

internal sealed record LeptonRayStatus(string? State, IReadOnlyList<LeptonCondition>? Conditions);

/// <summary>A condition in Kubernetes' form.</summary>
/// <param name="Reason">One word, for programs.</param>
internal sealed record LeptonCondition(string? Type, string? Status, string? Reason, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LeptonJobPage))]
[JsonSerializable(typeof(LeptonJobInfo))]
[JsonSerializable(typeof(IReadOnlyList<LeptonJobInfo>))]
[JsonSerializable(typeof(IReadOnlyList<LeptonItem>))]
[JsonSerializable(typeof(IReadOnlyList<LeptonEntry>))]
[JsonSerializable(typeof(LeptonRayCluster))]
internal sealed partial class LeptonJson : JsonSerializerContext;
