using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud;

/// <summary>Runs jobs in the pods of a platform.</summary>
/// <param name="tell">Takes a line of progress.</param>
internal sealed class CloudExecutor(ICloud cloud, TimeProvider time, Action<string>? tell = null) : IExecutor
{
    private readonly CloudCancel cancel = new(cloud, time);

    public bool EndsWithLauncher => false;

    public bool KeepsArtifacts => true;

    public bool OrdersRuns => false;

    /// <exception cref="FairleadException">Nobody can say: exit code 4 when the run was never sent, else 7.</exception>
    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken)
    {
        var marks = new CloudMarks(run);
        try
        {
            return await cloud.WorkloadOf(run).FindAsync(run, cancellationToken) ?? (marks.IsCancelled ? CloudMarks.NoJob : null);
        }
        catch (ApiFaultException exception) when (marks.MayBeSent)
        {
            throw new FairleadException(ExitCode.Unclear, $"whether there is a job {JobName.WithAttempt(run.Name, run.Attempt)} cannot be said: {exception.Problem}", exception.Next, exception);
        }
        catch (ApiFaultException exception)
        {
            throw new FairleadException(ExitCode.SubmissionRefused, $"nothing was sent: {exception.Problem}", exception.Next, exception);
        }
    }

    public Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken) =>
        new CloudSubmission(cloud, cancel, tell).SubmitAsync(delivery, cancellationToken);

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        new CloudQuery(cloud.WorkloadOf).QueryAsync(runs, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken) => query.Since is null || cloud.LogsHaveTimes
        ? new CloudLogs(cloud, async token => (await QueryAsync([run], token))[run.Id], time).ReadAsync(run, query, cancellationToken)
        : throw FairleadException.Usage($"--since: the log streams of {cloud.Platform} carry no times", "use --tail");

    public Task CancelAsync(Run run, CancellationToken cancellationToken) => cancel.CancelAsync(run, cancellationToken);

    public Task<string?> CollectAsync(Run run, CancellationToken cancellationToken) => CloudCollect.CollectAsync(run, cloud, cancellationToken);
}
