using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Workspace;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which jobs are accepted.</summary>
internal static class LeptonJobRules
{
    /// <summary>Null: the job is accepted.</summary>
    public static LeptonRefusal? Check(LeptonJobBody job, LeptonInventory inventory, IReadOnlyDictionary<string, string> secrets)
    {
        var spec = job.Spec;
        return LeptonJobName.Check(job.Metadata?.Id)
            ?? (spec is null ? LeptonRefusal.Invalid("spec is required") : null)
            ?? (spec!.Container?.Image is null or "" ? LeptonRefusal.Invalid("container.image is required") : null)
            ?? CheckCount(nameof(spec.Completions), spec.Completions)
            ?? CheckCount(nameof(spec.Parallelism), spec.Parallelism)
            ?? (spec.MaxFailureRetry < 0 ? LeptonRefusal.Invalid("max_failure_retry must be at least 0") : null)
            ?? LeptonPlacementRules.CheckShape(spec.ResourceShape, inventory)
            ?? LeptonPlacementRules.CheckAffinity(spec.Affinity, inventory)
            ?? LeptonPlacementRules.CheckReservation(spec.ReservationConfig, inventory)
            ?? LeptonPlacementRules.CheckPullSecrets(spec.ImagePullSecrets, inventory)
            ?? LeptonPlacementRules.CheckQueue(spec.QueueConfig)
            ?? spec.Mounts?.Select(LeptonMountRules.Check).FirstOrDefault(refusal => refusal is not null)
            ?? spec.Envs?.Select(variable => LeptonVariableRules.Check(variable, secrets)).FirstOrDefault(refusal => refusal is not null);
    }

    private static LeptonRefusal? CheckCount(string field, int? count) =>
        count <= 0 ? LeptonRefusal.Invalid($"{field.ToLowerInvariant()} must be a positive integer") : null;
}
