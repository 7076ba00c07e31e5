namespace Fairlead.Emulators.Lepton.Bodies;

/// <summary>What is read of a Ray cluster's body (leptonai/leptonai: leptonai/api/v2/types/raycluster.py).</summary>
internal sealed record LeptonRayClusterBody(LeptonMetadata? Metadata, LeptonRaySpec? Spec);

internal sealed record LeptonRaySpec(
    string? Image,
    IReadOnlyList<string>? ImagePullSecrets,
    string? RayVersion,
    bool? Suspend,
    LeptonRayGroup? HeadGroupSpec,
    IReadOnlyList<LeptonRayGroup>? WorkerGroupSpecs);

/// <param name="MinReplicas">How many pods the group has: nothing scales it.</param>
internal sealed record LeptonRayGroup(
    string? GroupName,
    string? ResourceShape,
    int? MinReplicas,
    LeptonAffinity? Affinity,
    IReadOnlyList<LeptonVariable>? Envs,
    IReadOnlyList<LeptonMount>? Mounts,
    LeptonReservation? ReservationConfig);
