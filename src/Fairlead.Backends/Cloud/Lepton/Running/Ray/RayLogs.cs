using System.Text;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>The output of a Ray job's driver, as Ray gives it: all that was written so far.</summary>
internal sealed class RayLogs(Run run, string job, RayJobsApi api) : IPodLogs
{
    private static readonly Pod Driver = new("driver", 0);

    public Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Pod>>([Driver]);

    public async Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken) =>
        new MemoryStream(Encoding.UTF8.GetBytes(RayEnd.ReadOutput(run) ?? await api.LogsAsync(job, cancellationToken) ?? ""));

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) => OpenAsync(pod, follow: false, null, cancellationToken);
}
