using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>Runs a job in a Lepton workspace: as a job there, or on a Ray cluster of the workspace's.</summary>
public sealed class LeptonExecutor : IExecutor
{
    private readonly TimeProvider time;
    private readonly LeptonClients clients;
    private readonly LeptonWorkloads workloads;

    internal LeptonExecutor(ApiConnection connection)
    {
        time = connection.Time;
        clients = new LeptonClients(connection);
        workloads = new LeptonWorkloads(clients, time);
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

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken) => query.Since is null
        ? new LeptonLogs(workloads.Of(run).LogsOf(run)!, async token => (await QueryAsync([run], token))[run.Id], time).ReadAsync(run, query, cancellationToken)
        : throw FairleadException.Usage("--since: Lepton's log streams carry no times", "use --tail");

    public Task CancelAsync(Run run, CancellationToken cancellationToken) =>
        workloads.Of(run).CancelAsync(run, cancellationToken);

    public Task<string?> CollectAsync(Run run, CancellationToken cancellationToken) => LeptonCollect.CollectAsync(run, clients.For(run), cancellationToken);
}
