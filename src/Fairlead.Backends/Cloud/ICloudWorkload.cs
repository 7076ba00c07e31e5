using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>One of the things that a cloud runs jobs as.</summary>
internal interface ICloudWorkload
{
    /// <summary>Looks a run's job up by its name.</summary>
    /// <returns>The backend's id; null when there is none.</returns>
    Task<string?> FindAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Brings to the platform what the job needs to be there before it is sent.</summary>
    /// <returns>Makes the job, or finds it made, and tells the backend's id.</returns>
    /// <exception cref="Primitives.FairleadException">It cannot be had: exit code 4, for nothing was sent.</exception>
    Task<Func<CancellationToken, Task<string>>> PrepareAsync(Run run, CloudLoad load, CancellationToken cancellationToken);

    /// <summary>What the platform says of runs of this kind, by run id, with as few questions as it allows; those that it does not know are left out.</summary>
    Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken);

    /// <summary>Null when what has the logs is not reached from here.</summary>
    IPodLogs? LogsOf(Run run);

    /// <summary>Asks what lives of it to end. Safe to repeat.</summary>
    /// <returns>What lives yet, for people; null: nothing.</returns>
    Task<string?> EndAsync(Run run, CancellationToken cancellationToken);
}
