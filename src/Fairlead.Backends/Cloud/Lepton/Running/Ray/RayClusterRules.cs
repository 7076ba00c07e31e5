using System.Net;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Ray;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>Decides what answers about Ray clusters mean, by status and reason codes: messages are for people.</summary>
internal static class RayClusterRules
{
    /// <summary>The variable of the head that holds the digest of the spec a cluster was made from.</summary>
    public const string SpecVariable = "FAIRLEAD_SPEC";

    private const string Ready = "Ready";
    private static readonly string[] QuotaReasons = ["QuotaExceeded", "ExceededQuota", "InsufficientQuota"];
    private static readonly string[] StoppedStates = ["Stopped", "Stopping", "Suspended"];

    public static bool IsReady(LeptonRayCluster cluster) => string.Equals(cluster.Status?.State, Ready, StringComparison.OrdinalIgnoreCase);

    /// <summary>It is to be started again before it can be used.</summary>
    public static bool IsSuspended(LeptonRayCluster cluster) => cluster.Spec?.Suspend == true || StoppedStates.Contains(cluster.Status?.State, StringComparer.OrdinalIgnoreCase);

    public static RayClusterOutcome OfExisting(LeptonRayCluster cluster, string spec) =>
        cluster.Spec?.HeadGroupSpec?.Envs?.FirstOrDefault(variable => variable.Name == SpecVariable)?.Value == spec
            ? RayClusterOutcome.AlreadyExistsWithSameSpec
            : RayClusterOutcome.AlreadyExistsWithOtherSpec;

    public static RayClusterOutcome OfFault(ApiFault fault) => fault switch
    {
        { Kind: ApiFaultKind.Unauthorized or ApiFaultKind.Forbidden } => RayClusterOutcome.Auth,
        { Status: HttpStatusCode.PaymentRequired or HttpStatusCode.TooManyRequests } => RayClusterOutcome.Quota,
        _ => RayClusterOutcome.Other,
    };

    /// <summary>Why a cluster will not become ready by itself; null while it may.</summary>
    public static (RayClusterOutcome Outcome, string Words)? Hindrance(LeptonRayCluster cluster) =>
        (cluster.Status?.Conditions ?? []).Select(Hindrance).FirstOrDefault(found => found is not null);

    private static (RayClusterOutcome Outcome, string Words)? Hindrance(LeptonCondition condition)
    {
        var words = $"{condition.Reason}: {condition.Message}";
        return ImageReasons.Has(condition.Reason) ? (RayClusterOutcome.ImagePull, words)
            : QuotaReasons.Contains(condition.Reason) ? (RayClusterOutcome.Quota, words)
            : null;
    }
}
