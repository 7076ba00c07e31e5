using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Backends.Slurm.Running.Submitting;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Slurm.Running;

/// <summary>Runs jobs on Slurm clusters, with the clusters' own programs.</summary>
public sealed class SlurmExecutor(Func<SlurmSite, IRemoteHost> hosts, TimeProvider time) : IExecutor
{
    public bool EndsWithLauncher => false;

    public bool KeepsArtifacts => true;

    public bool OrdersRuns => true;

    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        await new JobLookUp(RunSite.Of(run, hosts)).RequireAsync(cancellationToken) switch
        {
            Standing.Submitted submitted => submitted.Job,
            Standing.Cancelled => JobLookUp.NoJob,
            _ => null,
        };

    public Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken) =>
        new SlurmSubmission(hosts, time).SubmitAsync(delivery, cancellationToken);

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new SlurmQuery(hosts).QueryAsync(runs, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken) =>
        new SlurmLogs(hosts, time).ReadAsync(run, query, cancellationToken);

    public Task CancelAsync(Run run, CancellationToken cancellationToken) =>
        new SlurmCancel(hosts, time).CancelAsync(run, cancellationToken);

    public async Task<string?> CollectAsync(Run run, CancellationToken cancellationToken)
    {
        await new SlurmCollect(hosts).CollectAsync(run, cancellationToken);
        return null;
    }
}
