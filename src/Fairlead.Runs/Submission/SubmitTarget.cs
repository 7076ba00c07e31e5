using Fairlead.Recipes.Resolution;

namespace Fairlead.Runs.Submission;

/// <summary>Where a request goes: what is recorded with the run so that it can be found again, and is no part of the request.</summary>
/// <param name="Site">Null for executors that need no such thing.</param>
public sealed record SubmitTarget(string Profile, BackendSite? Site = null)
{
    /// <param name="environment">Reads a variable of the caller's environment.</param>
    public static SubmitTarget Of(ResolvedJob job, Backend backend, Func<string, string?> environment) => new(job.Profile, backend.SiteOf(job, environment));
}
