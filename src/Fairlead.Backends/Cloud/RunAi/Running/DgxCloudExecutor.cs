using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>Runs jobs as workloads of run:ai, the control plane of DGX Cloud, or as RayJobs of its cluster.</summary>
public sealed class DgxCloudExecutor : IExecutor
{
    private readonly DgxCloudWorkloads workloads;
    private readonly TimeProvider time;

    internal DgxCloudExecutor(ApiConnection connection)
    {
        time = connection.Time;
        workloads = new DgxCloudWorkloads(new RunAiApis(connection), time);
    }

    public bool EndsWithLauncher => false;

    public bool KeepsArtifacts => true;

    public bool OrdersRuns => false;

    public Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        CloudLookUp.RequireAsync(run, workloads.Of(run).FindAsync, cancellationToken);

    public Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken) =>
        workloads.Of(run).SubmitAsync(run, request, payload, progress, cancellationToken);

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new CloudQuery(workloads.Of).QueryAsync(runs, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken) =>
        new DgxCloudLogs(workloads.Of(run).LogsOf(run), RunAiApis.SiteOf(run).Home, async token => (await QueryAsync([run], token))[run.Id], time).ReadAsync(run, query, cancellationToken);

    public Task CancelAsync(Run run, CancellationToken cancellationToken) =>
        workloads.Of(run).CancelAsync(run, cancellationToken);

    public Task<string?> CollectAsync(Run run, CancellationToken cancellationToken) =>
        Task.Run(() => DgxCloudCollect.Collect(run), cancellationToken);
}
