using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Makes a RayJob exactly once: its name is the namespace's own, and its label says what it was made from.</summary>
internal sealed class RayJobCreation(KubeRayApi api, TimeProvider time)
{
    /// <exception cref="FairleadException">It was refused, and there is none (exit code 4); or nobody can say whether there is one (exit code 7).</exception>
    public async Task MakeAsync(RayJobId id, CloudLoad load, CancellationToken cancellationToken)
    {
        var body = RayJobBody.Of(id, load);
        var job = await OrRefusedAsync(new CreateOnce<RayJob>(
            $"RayJob {id.Name}",
            token => api.CreateAsync(body, token),
            token => api.FindAsync(id.Name, token),
            time).RunAsync(cancellationToken));
        if (!RayJobLabels.WasMadeFrom(load.Part.Spec, job))
            throw new RayClusterException(RayClusterOutcome.AlreadyExistsWithOtherSpec, $"there is a RayJob {id.Name} in {id.Namespace} already, made from another spec", $"delete it with kubectl -n {id.Namespace} delete rayjob {id.Name}; or change any setting of the job, which gives it another name");
    }

    private static async Task<RayJob> OrRefusedAsync(Task<RayJob> making)
    {
        try
        {
            return await making;
        }
        catch (FairleadException exception) when (RefusalIn(exception) is not null)
        {
            var outcome = RayJobFaults.OutcomeOf(RefusalIn(exception)!);
            throw new RayClusterException(outcome, exception.Problem, RayJobFaults.RemedyOf(outcome, exception.Next), exception);
        }
    }

    private static ApiFault? RefusalIn(FairleadException exception) =>
        exception.ExitCode == ExitCode.SubmissionRefused ? (exception.InnerException as ApiFaultException)?.Fault : null;
}
