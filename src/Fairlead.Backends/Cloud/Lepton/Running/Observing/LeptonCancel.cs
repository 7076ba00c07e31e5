using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Observing;

/// <summary>Ends a run, or keeps it from ever starting, and returns once the workspace says that nothing of it runs. Its history stays.</summary>
internal sealed class LeptonCancel(ICloudWorkload workload, Func<CancellationToken, Task> stop, TimeProvider time)
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    /// <exception cref="FairleadException">The workspace does not answer, or something still runs after two minutes.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.BackendId == CloudMarks.NoJob)
            return;
        var marks = new CloudMarks(run);
        var status = await LookAsync(run, cancellationToken);
        if (status is { IsFinal: true })
            return;
        marks.MarkCancelled();
        if (marks.MayBeSent)
            await stop(cancellationToken);
        if (status is not null)
            await Patiently.UntilAsync(() => LookAsync(run, cancellationToken), seen => seen is not { IsFinal: false }, seen => Unended(run, seen!), time, cancellationToken);
    }

    private static FairleadException Unended(Run run, RunStatus status) =>
        new(ExitCode.Unclear, $"run {run.Id} was asked to end and is still {status.BackendWord}", "cancel it again, or stop it in the workspace's console");

    private async Task<RunStatus?> LookAsync(Run run, CancellationToken cancellationToken) =>
        (await workload.QueryAsync([run], cancellationToken)).GetValueOrDefault(run.Id);
}
