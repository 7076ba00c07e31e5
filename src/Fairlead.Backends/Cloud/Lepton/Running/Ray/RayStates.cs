using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>Decides a run's state from what Ray says of its job. The words are those of <c>JobStatus</c> in Ray's job submission API.</summary>
internal static class RayStates
{
    public static RunStatus Of(RayJobInfo job)
    {
        var word = job.Status ?? "";
        var finished = job.EndTime > DateTimeOffset.UnixEpoch ? job.EndTime : null;
        return word.ToUpperInvariant() switch
        {
            "PENDING" => new RunStatus(RunState.Starting, word, job.Message ?? ""),
            "RUNNING" => new RunStatus(RunState.Running, word),
            "SUCCEEDED" => new RunStatus(RunState.Succeeded, word, ExitCode: 0, Finished: finished),
            "FAILED" => new RunStatus(RunState.Failed, word, job.Message ?? "", Finished: finished),
            "STOPPED" => new RunStatus(RunState.Cancelled, word, Finished: finished),
            _ => new RunStatus(RunState.Unknown, word, $"Ray says '{word}', which is none of its known states"),
        };
    }
}
