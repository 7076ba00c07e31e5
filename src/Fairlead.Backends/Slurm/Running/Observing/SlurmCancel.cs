using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Ends a run, or keeps it from ever being submitted, and returns once the scheduler says that it is over.</summary>
public sealed class SlurmCancel(Func<SlurmSite, IRemoteHost> hosts, TimeProvider time)
{
    private const string Unsubmitted = "unsubmitted";
    private const string Claimed = "claimed";
    private const string Ending = "COMPLETING";
    private static readonly RemoteScript Cancel = new("cancel.sh", Repeatable: true);

    // Slurm gives processes 30 s between TERM and KILL by default; sites raise it.
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(3));

    // A scheduler that does not answer at all is no longer waited for.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    // Another launcher may be between its claim and sbatch's answer.
    private static readonly TimeSpan SubmissionGrace = TimeSpan.FromSeconds(30);

    /// <exception cref="FairleadException">The job did not end in time, or the cluster does not answer.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        var query = new SlurmQuery(hosts);
        var started = time.GetTimestamp();
        var answered = started;
        var (asked, words) = ("", "");
        await Patiently.UntilAsync(LookAsync, look => look.IsOver, look => NotOver(run, look.Status, time.GetElapsedTime(started), words), time, cancellationToken);

        async Task<(RunStatus Status, bool IsOver)> LookAsync()
        {
            var status = (await query.QueryAsync([run], cancellationToken))[run.Id];
            if (status.BackendWord != SlurmStates.NoAnswer)
                answered = time.GetTimestamp();
            if (status.IsFinal && (asked != Claimed || SlurmStates.IsToldByScheduler(status)))
                return (status, true);

            // A job that is ending already needs no second word.
            if (status.BackendWord != Ending || asked.Length == 0)
                (asked, words) = await AskAsync(run, cancellationToken);
            if (time.GetElapsedTime(answered) > Silence)
                throw NotOver(run, status, time.GetElapsedTime(started), words);
            return (status, asked == Unsubmitted || (asked == Claimed && status.IsFinal && time.GetElapsedTime(started) > SubmissionGrace));
        }
    }

    private async Task<(string Asked, string Words)> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var site = RunSite.Of(run, hosts);
        var result = await site.Host.RunAsync(Cancel, [site.Directory, site.JobName, RunSite.JobOf(run)], ReadOnlyMemory<byte>.Empty, cancellationToken);
        if (!result.Succeeded)
            throw ScriptFault.Of(site.Host, $"the cancellation of run {run.Id}", result);
        var lines = result.Text.Split('\n', 2);
        return (lines[0], lines[^1].Trim());
    }

    private FairleadException NotOver(Run run, RunStatus status, TimeSpan elapsed, string words) => new(
        ExitCode.Unclear,
        $"run {run.Id} was asked to end and after {elapsed.TotalSeconds:0} seconds is {status.State.Name()} ({status.BackendWord}) {status.Reason} {words}".TrimEnd(),
        $"on {RunSite.Of(run, hosts).Host.Name}: squeue --me --name={run.Id}; then cancel again");
}
