using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Backends.Cloud.RunAi.Running.Submitting;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>Jobs as trainings and distributed workloads of run:ai's own.</summary>
internal sealed class RunAiWorkloads(RunAiApi api, TimeProvider time) : ICloudWorkload
{
    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken)
    {
        var workload = new RunWorkload(run);
        return await api.FindAsync(workload.Name, cancellationToken) is { } found
            ? new WorkloadId(WorkloadTypes.OfRequest(workload.Run.Request.PartAs<CloudPart>().Workload), found.Id).ToString()
            : null;
    }

    public Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken) =>
        new DgxCloudSubmission(api, time).SubmitAsync(run, request, payload, progress, cancellationToken);

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new RunAiQuery(api).QueryAsync(runs, cancellationToken);

    public IPodLogs? LogsOf(Run run) => api.Kubernetes is null ? null : new RunPodLogs(api, new RunWorkload(run));

    public Task CancelAsync(Run run, CancellationToken cancellationToken) => new DgxCloudCancel(api, time).CancelAsync(run, cancellationToken);
}
