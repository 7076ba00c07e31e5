using System.Collections.Concurrent;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Backends.Cloud.RunAi.Running.Submitting;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Jobs as RayJobs of the project's namespace.</summary>
internal sealed class KubeRayJobs : ICloudWorkload
{
    private readonly RunAiApi runAi;
    private readonly KubeRayApi api;
    private readonly KubernetesLog log;
    private readonly TimeProvider time;

    // Which cluster was a job's is not known any more once the job is deleted, and its pods go last.
    private readonly ConcurrentDictionary<string, string> clusters = new();

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

    public async Task<Func<CancellationToken, Task<string>>> PrepareAsync(Run run, CloudLoad load, CancellationToken cancellationToken)
    {
        var id = new RayJobId(api.Namespace, RayJobId.NameOf(run));
        if (!load.Plan.Parts.IsEmpty)
            await new VolumeTransport(runAi, time).StoreAsync(await runAi.ProjectAsync(cancellationToken), load.Part with { Spec = RayJobSpec.OfWorkspace(load.Part.Spec) }, load.Plan.Parts, cancellationToken);
        return async token =>
        {
            await new RayJobCreation(api, time).MakeAsync(id, load, token);
            return id.ToString();
        };
    }

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new KubeRayQuery(api, LogsOf).QueryAsync(runs, cancellationToken);

    public IPodLogs LogsOf(Run run) => new RayJobLogs(api, log, RayJobId.NameOf(run));

    /// <summary>It is deleted with its cluster: KubeRay suspends only jobs whose cluster ends with them; the ledger keeps what was.</summary>
    public async Task<string?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        var name = RayJobId.NameOf(run);
        if (await api.FindAsync(name, cancellationToken) is { } job && RayJobLabels.IsOf(run, job))
        {
            if (RayJobStates.Of(job).IsFinal)
                return null;
            clusters[run.Id] = job.Status?.RayClusterName ?? "";
            await api.DeleteAsync(name, cancellationToken);
            return $"RayJob {name} in {api.Namespace}";
        }

        if (!RayJobId.IsMade(run) && !clusters.ContainsKey(run.Id))
            return null;
        var submitters = await api.PodsAsync(RayJobLabels.OfSubmitters(name), cancellationToken);
        var nodes = clusters.GetValueOrDefault(run.Id) is { Length: > 0 } cluster ? await api.PodsAsync(RayJobLabels.OfCluster(cluster), cancellationToken) : [];
        return submitters.Concat(nodes).FirstOrDefault(pod => !pod.HasEnded) is { } living ? $"pod {living.Metadata.Name} in {api.Namespace}" : null;
    }
}
