using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Ray;

/// <summary>The Ray cluster that a job needs, or the job with it, is not to be had.</summary>
internal sealed class RayClusterException(RayClusterOutcome outcome, string message, string next, Exception? inner = null)
    : FairleadException(ExitCode.SubmissionRefused, message, next, inner)
{
    public RayClusterOutcome Outcome => outcome;
}
