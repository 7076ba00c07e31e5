namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>How far a job is, counted in replicas.</summary>
/// <param name="Wanted">Replicas that have to succeed.</param>
/// <param name="Active">Replicas that have been started and not ended.</param>
/// <param name="Ready">Those of the active that run.</param>
/// <param name="Failed">Replicas that failed and are not tried again.</param>
/// <param name="Retrying">Replicas that are tried again, or will be.</param>
/// <param name="Stopped">The job was asked to stop before it ended.</param>
internal sealed record LeptonJobProgress(int Wanted, int Active, int Ready, int Failed, int Succeeded, int Retrying, bool Stopped)
{
    /// <summary>
    /// The state that is reported. A job some of whose replicas are not ready yet says Running: readers have to compare ready and active.
    /// </summary>
    public string State =>
        Stopped ? Active > 0 ? LeptonJobState.Stopping : LeptonJobState.Stopped
        : Active > 0 ? Retrying > 0 && Failed == 0 ? LeptonJobState.Restarting : Ready > 0 ? LeptonJobState.Running : LeptonJobState.Starting
        : Failed > 0 ? LeptonJobState.Failed
        : Succeeded == Wanted ? LeptonJobState.Completed
        : Retrying > 0 ? LeptonJobState.PendingRetry
        : LeptonJobState.Queueing;

    public static LeptonJobProgress Of(int wanted, int starts, IReadOnlyList<LeptonReplica> replicas, Func<LeptonReplica, bool> isReady, bool stopped)
    {
        var latest = replicas.GroupBy(replica => replica.Index).Select(attempts => (Replica: attempts.Last(), Starts: attempts.Count())).ToList();
        return new LeptonJobProgress(
            wanted,
            Active: latest.Count(one => one.Replica.IsActive),
            Ready: latest.Count(one => one.Replica.IsActive && isReady(one.Replica)),
            Failed: latest.Count(one => one.Replica.HasFailed && one.Starts >= starts),
            Succeeded: latest.Count(one => one.Replica is { IsActive: false, HasFailed: false }),
            Retrying: latest.Count(one => one.Replica.HasFailed && one.Starts < starts),
            stopped);
    }
}
