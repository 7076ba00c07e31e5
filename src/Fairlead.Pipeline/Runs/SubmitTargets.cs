using Fairlead.Executors.Submission;
using Fairlead.Jobs.Slurm;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Pipeline.Runs;

/// <summary>Where a job's request goes.</summary>
internal static class SubmitTargets
{
    public static SubmitTarget Of(ResolvedJob job) =>
        new(job.Profile, job.Executor == ExecutorKind.Slurm ? SlurmSettings.Of(job).Site : null);
}
