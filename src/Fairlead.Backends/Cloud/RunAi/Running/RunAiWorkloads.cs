using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Backends.Cloud.RunAi.Running.Submitting;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

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

    public async Task<Func<CancellationToken, Task<string>>> PrepareAsync(Run run, CloudLoad load, CancellationToken cancellationToken)
    {
        var (type, name) = (WorkloadTypes.OfRequest(load.Part.Workload), new RunWorkload(run).Name);
        var project = await api.ProjectAsync(cancellationToken);
        await new VolumeTransport(api, time).StoreAsync(project, load.Part, load.Plan.Parts, cancellationToken);
        var body = WorkloadBody.OfJob(name, project, load);
        return async token => (await new CreateOnce<WorkloadId>(
            $"workload {name}",
            async attempt => new WorkloadId(type, await api.CreateAsync(type, body, attempt)),
            async attempt => await api.FindAsync(name, attempt) is { } found ? new WorkloadId(type, found.Id) : null,
            time).RunAsync(token)).ToString();
    }

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new RunAiQuery(api).QueryAsync(runs, cancellationToken);

    public IPodLogs? LogsOf(Run run) => api.Kubernetes is null ? null : new RunPodLogs(api, new RunWorkload(run));

    /// <summary>It is suspended, and nothing is deleted: its history stays.</summary>
    public async Task<string?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        var own = new RunWorkload(run);
        if (own.Own(await api.FindAsync(own.Name, cancellationToken)) is not { } workload || RunAiStates.Of(workload).IsFinal)
            return null;
        if (workload.Phase is not ("Stopping" or "Stopped"))
            await SuspendAsync(run.Request.PartAs<CloudPart>().Workload, workload, cancellationToken);
        return $"{workload.Name}, which is {workload.Phase} with {workload.RunningPods ?? 0} pods running,";
    }

    // One that has just ended, or gone, is seen at the next look.
    private async Task SuspendAsync(string type, RunAiWorkload workload, CancellationToken cancellationToken)
    {
        try
        {
            await api.SuspendAsync(new WorkloadId(WorkloadTypes.OfRequest(type), workload.Id), cancellationToken);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind is ApiFaultKind.Conflict or ApiFaultKind.NotFound)
        {
        }
    }
}
