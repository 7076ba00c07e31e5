using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud;

/// <summary>One of the things that a cloud runs jobs as.</summary>
internal interface ICloudWorkload
{
    /// <summary>Looks a run's job up by its name.</summary>
    /// <returns>The backend's id; null when there is none.</returns>
    Task<string?> FindAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Makes it, or finds it made.</summary>
    /// <returns>The backend's id; <see cref="CloudMarks.NoJob"/> when the run was cancelled before.</returns>
    Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken);

    /// <summary>What the platform says of runs of this kind, by run id, with as few questions as it allows; those that it does not know are left out.</summary>
    Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken);

    /// <summary>Null when what has the logs is not reached from here.</summary>
    IPodLogs? LogsOf(Run run);

    /// <summary>Ends it and returns when nothing of it runs, or keeps it from ever being made.</summary>
    Task CancelAsync(Run run, CancellationToken cancellationToken);
}
