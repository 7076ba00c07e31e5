using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.RunAi.Running.Submitting;

/// <summary>Brings a job to run:ai: first what it needs on the volume, and last, in one request, the job.</summary>
internal sealed class DgxCloudSubmission(RunAiApi api, TimeProvider time)
{
    public async Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken)
    {
        var part = request.PartAs<CloudPart>();
        var type = WorkloadTypes.OfRequest(part.Workload);
        var secrets = PlainSecrets.Resolve(request);
        var plan = await CloudShipment.PlanAsync(run, request, payload, podsFill: true, cancellationToken);
        progress.Report(SubmitStep.FilesWritten);
        if (new CloudMarks(run).IsCancelled)
            return CloudMarks.NoJob;

        var project = await api.ProjectAsync(cancellationToken);
        await new VolumeTransport(api, time).StoreAsync(project, part, plan.Parts, cancellationToken);
        progress.Report(SubmitStep.InputsPlaced);

        var workload = new RunWorkload(run);
        var body = WorkloadBody.OfJob(workload.Name, project, part, plan, secrets);
        var created = await new JobCreation(api, type, workload, time).CreateAsync(body, cancellationToken);

        // A cancellation that looked before the job was there relies on this look.
        if (new CloudMarks(run).IsCancelled)
            await new DgxCloudCancel(api, time).CancelAsync(run, cancellationToken);
        return created.ToString();
    }
}
