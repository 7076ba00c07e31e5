using System.Text.RegularExpressions;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Jobs;
using Fairlead.Emulators.Lepton.Workspace;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>Which Ray clusters are accepted.</summary>
internal static partial class LeptonRayRules
{
    /// <summary>Null: the cluster is accepted.</summary>
    public static LeptonRefusal? Check(LeptonRayClusterBody cluster, LeptonInventory inventory, IReadOnlyDictionary<string, string> secrets)
    {
        var spec = cluster.Spec;
        return LeptonJobName.Check(cluster.Metadata?.Id)
            ?? (spec is null ? LeptonRefusal.Invalid("spec is required") : null)
            ?? (spec!.Image is null or "" ? LeptonRefusal.Invalid("image is required") : null)
            ?? CheckVersion(spec.RayVersion)
            ?? LeptonPlacementRules.CheckPullSecrets(spec.ImagePullSecrets, inventory)
            ?? CheckGroup("head_group_spec", spec.HeadGroupSpec, inventory, secrets)
            ?? (spec.HeadGroupSpec!.MinReplicas is null or 1 ? null : LeptonRefusal.Invalid("head_group_spec.min_replicas must be 1"))
            ?? spec.WorkerGroupSpecs?.Select(group => CheckGroup("worker_group_specs", group, inventory, secrets)).FirstOrDefault(refusal => refusal is not null);
    }

    private static LeptonRefusal? CheckVersion(string? version) =>
        version is null || Version().IsMatch(version)
            ? null
            : LeptonRefusal.Invalid($"ray_version '{version}' is not a version such as 2.48.0");

    private static LeptonRefusal? CheckGroup(string field, LeptonRayGroup? group, LeptonInventory inventory, IReadOnlyDictionary<string, string> secrets) =>
        (group is null ? LeptonRefusal.Invalid($"{field} is required") : null)
        ?? (group!.MinReplicas < 0 ? LeptonRefusal.Invalid($"{field}.min_replicas must not be negative") : null)
        ?? LeptonPlacementRules.CheckShape(group.ResourceShape, inventory)
        ?? LeptonPlacementRules.CheckAffinity(group.Affinity, inventory)
        ?? LeptonPlacementRules.CheckReservation(group.ReservationConfig, inventory)
        ?? group.Mounts?.Select(LeptonMountRules.Check).FirstOrDefault(refusal => refusal is not null)
        ?? group.Envs?.Select(variable => LeptonVariableRules.Check(variable, secrets)).FirstOrDefault(refusal => refusal is not null);

    [GeneratedRegex(@"^\d+\.\d+\.\d+\z")]
    private static partial Regex Version();
}
