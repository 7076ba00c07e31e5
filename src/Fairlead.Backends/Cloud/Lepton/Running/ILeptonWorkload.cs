using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>One of the things that a workspace runs jobs as.</summary>
internal interface ILeptonWorkload
{
    /// <summary>The workspace has it.</summary>
    Task<bool> ExistsAsync(LeptonRunId id, CancellationToken cancellationToken);

    /// <summary>Makes it, or finds it made.</summary>
    /// <returns>False: the run was cancelled before.</returns>
    Task<bool> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken);

    /// <summary>What the workspace says of runs, by run id; those that it does not know are left out.</summary>
    Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken);

    IPodLogs LogsOf(Run run);

    /// <summary>Asks it to end; there need be nothing to end.</summary>
    Task StopAsync(Run run, CancellationToken cancellationToken);
}
