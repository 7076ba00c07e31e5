using Fairlead.Executors.Docker;
using Fairlead.Executors.Submission;
using Fairlead.Jobs.DgxCloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Lepton;
using Fairlead.Jobs.Slurm;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Pipeline.Runs;

/// <summary>Where a job's request goes.</summary>
internal static class SubmitTargets
{
    public static SubmitTarget Of(ResolvedJob job) => job.Executor switch
    {
        ExecutorKind.Docker => new(job.Profile, Engine: SiteOf(DockerSettings.Of(job).Client)),
        ExecutorKind.DgxCloud => new(job.Profile, DgxCloud: DgxCloudSite.Of(job)),
        ExecutorKind.Lepton => new(job.Profile, Lepton: LeptonSite.Of(job, Environment.GetEnvironmentVariable)),
        ExecutorKind.Slurm => new(job.Profile, SlurmSettings.Of(job).Site),
        _ => new(job.Profile),
    };

    // Whoever comes back to the run may have another engine in the environment.
    private static DockerSite SiteOf(string client) => new(client, Environment.GetEnvironmentVariable(DockerEngines.HostVariable(client)));
}
