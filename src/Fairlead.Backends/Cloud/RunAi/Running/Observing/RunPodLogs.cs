using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.RunAi.Running.Api;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>The output of a run whose workload may not be there yet.</summary>
internal sealed class RunPodLogs(RunAiApi api, RunWorkload run) : IPodLogs
{
    private KubernetesPodLogs? logs;

    public async Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken)
    {
        if (logs is null && run.Own(await api.FindAsync(run.Name, cancellationToken)) is { } workload)
            logs = KubernetesPodLogs.Of(api, workload);
        return logs is null ? [] : await logs.ListAsync(cancellationToken);
    }

    public Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken) =>
        logs!.OpenAsync(pod, follow, since, cancellationToken);

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) =>
        logs!.OpenTailAsync(pod, lines, cancellationToken);
}
