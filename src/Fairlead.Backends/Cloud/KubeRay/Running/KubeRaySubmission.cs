using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Submitting;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Brings a RayJob to the cluster: first what it needs on the volume, and last, in one request, the job.</summary>
internal sealed class KubeRaySubmission(RunAiApi runAi, KubeRayApi api, TimeProvider time)
{
    /// <exception cref="FairleadException">It was refused, and there is none (exit code 4); or nobody can say whether there is one (exit code 7).</exception>
    public async Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken)
    {
        var (id, part, marks) = (new RayJobId(api.Namespace, RayJobId.NameOf(run)), request.PartAs<CloudPart>(), new CloudMarks(run));
        var secrets = PlainSecrets.Resolve(request);
        var plan = await CloudShipment.PlanAsync(run, request, payload, podsFill: true, cancellationToken);
        progress.Report(SubmitStep.FilesWritten);
        if (marks.IsCancelled)
            return CloudMarks.NoJob;

        if (!plan.Parts.IsEmpty)
            await new VolumeTransport(runAi, time).StoreAsync(await runAi.ProjectAsync(cancellationToken), part with { Spec = RayJobSpec.OfWorkspace(part.Spec) }, plan.Parts, cancellationToken);
        progress.Report(SubmitStep.InputsPlaced);

        marks.MarkSent();
        await MakeAsync(id, part, RayJobBody.Of(id, part, plan, secrets), cancellationToken);

        // A cancellation that looked before the job was there relies on this look.
        if (marks.IsCancelled)
            await new KubeRayCancel(api, time).CancelAsync(run, cancellationToken);
        return id.ToString();
    }

    private async Task MakeAsync(RayJobId id, CloudPart part, ApiBody body, CancellationToken cancellationToken)
    {
        var job = await OrRefusedAsync(new CreateOnce<RayJob>(
            $"RayJob {id.Name}",
            token => api.CreateAsync(body, token),
            token => api.FindAsync(id.Name, token),
            time).RunAsync(cancellationToken));
        if (!RayJobLabels.WasMadeFrom(part.Spec, job))
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
