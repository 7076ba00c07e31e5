using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>Ends a run, or keeps it from ever being sent, and returns once the platform says that nothing of it runs.</summary>
internal sealed class CloudCancel(ICloud cloud, TimeProvider time)
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    /// <exception cref="FairleadException">The platform does not answer, or something of it still runs after two minutes.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.BackendId == CloudMarks.NoJob)
            return;
        var (workload, marks) = (cloud.WorkloadOf(run), new CloudMarks(run));
        if (run.BackendId is null)
            marks.MarkCancelled();
        if ((await workload.QueryAsync([run], cancellationToken)).GetValueOrDefault(run.Id) is { IsFinal: true })
            return;
        marks.MarkCancelled();
        await Patiently.UntilAsync(
            () => workload.EndAsync(run, cancellationToken),
            living => living is null,
            living => new FairleadException(ExitCode.Unclear, $"run {run.Id} was asked to end, and {living} lives yet", "look at it where the platform shows it; then cancel again"),
            time,
            cancellationToken);
    }
}
