using Fairlead.Jobs.Slurm;

namespace Fairlead.Executors.Submission;

/// <summary>Where a request goes: what is recorded with the run so that it can be found again, and is no part of the request.</summary>
/// <param name="Site">How the cluster is reached; null for executors that need no such thing.</param>
public sealed record SubmitTarget(string Profile, SlurmSite? Site = null);
