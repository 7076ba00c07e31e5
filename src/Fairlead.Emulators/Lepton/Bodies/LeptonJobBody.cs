namespace Fairlead.Emulators.Lepton.Bodies;

/// <summary>What is read of a job's body; the field names are those of the public SDK (leptonai/leptonai: leptonai/api/v2/types/job.py).</summary>
internal sealed record LeptonJobBody(LeptonMetadata? Metadata, LeptonJobSpec? Spec);

internal sealed record LeptonMetadata(string? Id, string? Name);

/// <param name="Completions">How many replicas have to succeed.</param>
/// <param name="Parallelism">How many replicas run at once.</param>
/// <param name="MaxFailureRetry">How many times one replica is started again after a failure; null: never.</param>
internal sealed record LeptonJobSpec(
    string? ResourceShape,
    LeptonAffinity? Affinity,
    LeptonContainer? Container,
    int? Completions,
    int? Parallelism,
    int? MaxFailureRetry,
    IReadOnlyList<LeptonVariable>? Envs,
    IReadOnlyList<LeptonMount>? Mounts,
    IReadOnlyList<string>? ImagePullSecrets,
    LeptonQueue? QueueConfig,
    LeptonReservation? ReservationConfig);

internal sealed record LeptonContainer(string? Image, IReadOnlyList<string>? Command);

internal sealed record LeptonAffinity(IReadOnlyList<string>? AllowedDedicatedNodeGroups, IReadOnlyList<string>? AllowedNodesInNodeGroup);

internal sealed record LeptonVariable(string? Name, string? Value, LeptonValueSource? ValueFrom);

internal sealed record LeptonValueSource(string? SecretNameRef);

/// <param name="Path">The directory inside the volume.</param>
/// <param name="From">The volume: <c>node-local</c>, or its kind and name such as <c>node-nfs:data</c>.</param>
internal sealed record LeptonMount(string? Path, string? From, string? MountPath, LeptonMountOptions? MountOptions);

internal sealed record LeptonMountOptions(bool? ReadOnly);

internal sealed record LeptonQueue(string? PriorityClass);

internal sealed record LeptonReservation(string? ReservationId);
