using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.RunAi.Running.Submitting;

/// <summary>Makes a run's workload exactly once: its name is the project's own, so that nothing can be made twice.</summary>
internal sealed class JobCreation(RunAiApi api, WorkloadType type, RunWorkload run, TimeProvider time)
{
    /// <exception cref="FairleadException">It was refused, and there is none (exit code 4); or nobody can say whether there is one (exit code 7).</exception>
    public Task<WorkloadId> CreateAsync(ApiBody body, CancellationToken cancellationToken)
    {
        new CloudMarks(run.Run).MarkSent();
        return new CreateOnce<WorkloadId>(
            $"workload {run.Name}",
            async token => new WorkloadId(type, await api.CreateAsync(type, body, token)),
            async token => await api.FindAsync(run.Name, token) is { } found ? new WorkloadId(type, found.Id) : null,
            time).RunAsync(cancellationToken);
    }
}
