using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Observing;

/// <summary>Ends a run, or keeps it from ever starting, and returns once the workspace says that nothing of it runs. Its history stays.</summary>
internal sealed class LeptonCancel(ILeptonWorkload workload, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="FairleadException">The workspace does not answer, or something still runs after two minutes.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        var marks = new CloudMarks(run);
        var status = await LookAsync(run, cancellationToken);
        if (status is { IsFinal: true })
            return;
        marks.MarkCancelled();
        if (marks.MayBeSent)
            await workload.StopAsync(run, cancellationToken);
        if (status is not null)
            await WaitUntilItHasEndedAsync(run, cancellationToken);
    }

    // What was seen before it was asked to end says nothing of how it took that.
    private async Task WaitUntilItHasEndedAsync(Run run, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        for (var pauses = new Pauses(FirstPause, LongestPause); await LookAsync(run, cancellationToken) is { IsFinal: false } status;)
        {
            if (time.GetElapsedTime(asked) > Patience)
                throw new FairleadException(ExitCode.Unclear, $"run {run.Id} was asked to end and is still {status.BackendWord}", "cancel it again, or stop it in the workspace's console");
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }

    private async Task<RunStatus?> LookAsync(Run run, CancellationToken cancellationToken) =>
        (await workload.QueryAsync([run], cancellationToken)).GetValueOrDefault(run.Id);
}
