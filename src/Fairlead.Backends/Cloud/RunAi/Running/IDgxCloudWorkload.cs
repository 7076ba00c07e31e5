using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>One of the things that a project runs jobs as.</summary>
internal interface IDgxCloudWorkload
{
    /// <summary>Looks a run's job up by its name.</summary>
    /// <returns>The backend's id; null when there is none.</returns>
    Task<string?> FindAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Makes it, or finds it made.</summary>
    /// <returns>The backend's id.</returns>
    Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken);

    /// <summary>The states of runs of this kind, by run id, with one list.</summary>
    Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken);

    /// <summary>Null when the cluster's API, which alone has logs, is not reached.</summary>
    IPodLogs? LogsOf(Run run);

    /// <summary>Ends it and returns when nothing of it runs, or keeps it from ever being made.</summary>
    Task CancelAsync(Run run, CancellationToken cancellationToken);
}
