using System.Net;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Ray;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>What a refused RayJob means.</summary>
internal static class RayJobFaults
{
    /// <summary>Kubernetes gives a used-up quota the status of a missing right; only its words differ (github.com/kubernetes/apiserver, pkg/admission/plugin/resourcequota).</summary>
    public static RayClusterOutcome OutcomeOf(ApiFault fault) => fault switch
    {
        { Kind: ApiFaultKind.Forbidden } when fault.Words.Contains("exceeded quota", StringComparison.OrdinalIgnoreCase) => RayClusterOutcome.Quota,
        { Kind: ApiFaultKind.Unauthorized or ApiFaultKind.Forbidden } => RayClusterOutcome.Auth,
        { Status: HttpStatusCode.TooManyRequests } => RayClusterOutcome.Quota,
        _ => RayClusterOutcome.Other,
    };

    public static string RemedyOf(RayClusterOutcome outcome, string? ofTheFault) =>
        outcome == RayClusterOutcome.Quota ? "ask for less, or wait until others have ended" : ofTheFault ?? "correct what the server names";
}
