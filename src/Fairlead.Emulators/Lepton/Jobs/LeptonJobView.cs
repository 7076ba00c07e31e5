using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Jobs as they are told.</summary>
/// <param name="readyAtMost">How many replicas of a job become ready; null: all.</param>
internal sealed class LeptonJobView(EmulatorOptions options, LeptonHold hold, Func<int?> readyAtMost)
{
    public LeptonJobProgress Progress(LeptonJob job)
    {
        var now = options.Time.GetUtcNow();
        return job.Progress(replica => replica.Index < (readyAtMost() ?? job.Wanted) && replica.Pod.Started + options.PhaseTime <= now);
    }

    public string State(LeptonJob job)
    {
        var state = Progress(job).State;
        return job.IsDeleted ? state is LeptonJobState.Stopping ? LeptonJobState.Deleting : LeptonJobState.Deleted
            : state == LeptonJobState.Queueing ? hold.State ?? state
            : state;
    }

    /// <param name="told">The state that is told where this is the true one.</param>
    public JsonObject Write(LeptonJob job, Func<string, string> told)
    {
        var progress = Progress(job);
        var body = job.Body.DeepClone().AsObject();
        var metadata = body["metadata"]!.AsObject();
        metadata["name"] ??= job.Id;
        metadata["created_at"] = job.Created.ToUnixTimeMilliseconds();
        body["status"] = new JsonObject
        {
            ["job_name"] = job.Id,
            ["state"] = told(State(job)),
            ["ready"] = progress.Ready,
            ["active"] = progress.Active,
            ["failed"] = progress.Failed,
            ["succeeded"] = progress.Succeeded,
            ["creation_time"] = job.Created.ToUnixTimeMilliseconds(),
            ["completion_time"] = job.Ended?.ToUnixTimeMilliseconds(),
            ["job_history"] = new JsonArray(),
        };
        return body;
    }
}
