using System.Globalization;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>Decides a run's state from what the workspace says of its job. The words are those of <c>LeptonJobState</c> in the public SDK (leptonai/api/v2/types/job.py).</summary>
internal static class LeptonStates
{
    public static RunStatus Of(LeptonJobInfo job)
    {
        var status = job.Status ?? new LeptonJobStatus();
        var word = status.State ?? "";
        var finished = status.CompletionTime;
        return word switch
        {
            "Queueing" or "Awaiting" => new RunStatus(RunState.Queued, word),
            "PendingRetry" => new RunStatus(RunState.Queued, word, "a replica failed and is to be tried again"),
            "Starting" or "Restarting" => new RunStatus(RunState.Starting, word),
            "Running" when status.Ready < status.Active => new RunStatus(RunState.Starting, word, string.Create(CultureInfo.InvariantCulture, $"{status.Ready} of {status.Active} replicas are ready")),
            "Running" or "Stopping" or "Deleting" or "Terminating" => new RunStatus(RunState.Running, word),
            "Completed" => Succeeded(word, finished),
            "Failed" => Failed(word, status, finished),
            "Stopped" => new RunStatus(RunState.Cancelled, word, Finished: finished),
            "Archived" or "Deleted" => Put(word, status, job.Spec?.Completions ?? 1, finished),
            _ => new RunStatus(RunState.Unknown, word, $"the workspace says '{word}', which is none of its known states"),
        };
    }

    // These words tell where a job is kept, not how it ended.
    private static RunStatus Put(string word, LeptonJobStatus status, int wanted, DateTimeOffset? finished) => status switch
    {
        { Succeeded: { } succeeded } when succeeded >= wanted => Succeeded(word, finished),
        { Failed: > 0 } => Failed(word, status, finished),
        _ when word == "Deleted" => new RunStatus(RunState.Cancelled, word, "deleted before it had completed", Finished: finished),
        _ => new RunStatus(RunState.Unknown, word, "the workspace keeps no word of how it ended"),
    };

    private static RunStatus Succeeded(string word, DateTimeOffset? finished) => new(RunState.Succeeded, word, ExitCode: 0, Finished: finished);

    private static RunStatus Failed(string word, LeptonJobStatus status, DateTimeOffset? finished) =>
        new(RunState.Failed, word, string.Create(CultureInfo.InvariantCulture, $"{Math.Max(status.Failed ?? 0, 1)} of its replicas failed"), Finished: finished);
}
