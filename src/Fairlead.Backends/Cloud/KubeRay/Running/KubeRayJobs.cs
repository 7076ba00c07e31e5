using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Jobs as RayJobs of the project's namespace.</summary>
internal sealed class KubeRayJobs : ICloudWorkload
{
    private readonly RunAiApi runAi;
    private readonly KubeRayApi api;
    private readonly KubernetesLog log;
    private readonly TimeProvider time;

    /// <exception cref="FairleadException">The cluster's API is not reached.</exception>
    public KubeRayJobs(RunAiApi runAi, TimeProvider time)
    {
        var kubernetes = runAi.Kubernetes ?? throw FairleadException.Usage("a RayJob is reached through the cluster's API server, and kube_apiserver_url is not set", "set it in the profile");
        this.runAi = runAi;
        this.time = time;
        api = new KubeRayApi(kubernetes, runAi.Namespace);
        log = new KubernetesLog(kubernetes, runAi.Namespace);
    }

    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken)
    {
        var id = new RayJobId(api.Namespace, RayJobId.NameOf(run));
        return await api.FindAsync(id.Name, cancellationToken) is { } job && RayJobLabels.IsOf(run, job) ? id.ToString() : null;
    }

    public Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken) =>
        new KubeRaySubmission(runAi, api, time).SubmitAsync(run, request, payload, progress, cancellationToken);

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new KubeRayQuery(api, LogsOf).QueryAsync(runs, cancellationToken);

    public IPodLogs LogsOf(Run run) => new RayJobLogs(api, log, RayJobId.NameOf(run));

    public Task CancelAsync(Run run, CancellationToken cancellationToken) => new KubeRayCancel(api, time).CancelAsync(run, cancellationToken);
}
