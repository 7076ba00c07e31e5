using System.Text.Json.Nodes;
using Fairlead.Emulators.Lepton.Bodies;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>A job as it was sent, and what became of it.</summary>
internal sealed class LeptonJob(JsonObject body, LeptonJobBody wants, DateTimeOffset created)
{
    private readonly Lock gate = new();
    private readonly List<LeptonReplica> replicas = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool stopped;

    public string Id => wants.Metadata!.Id!;

    public JsonObject Body { get; } = body;

    public LeptonJobSpec Spec => wants.Spec!;

    public DateTimeOffset Created { get; } = created;

    /// <summary>Null until nothing of it runs or will run.</summary>
    public DateTimeOffset? Ended { get; private set; }

    public bool IsDeleted { get; private set; }

    /// <summary>All replicas run at once: <c>parallelism</c> below <c>completions</c> is not emulated.</summary>
    public int Wanted => Spec.Completions ?? 1;

    public int Starts => (Spec.MaxFailureRetry ?? 0) + 1;

    /// <summary>Done when nothing may be started any more: the job is to stop, or a replica has failed for good.</summary>
    public Task Over => over.Task;

    public IReadOnlyList<LeptonReplica> Replicas
    {
        get
        {
            lock (gate)
                return [.. replicas];
        }
    }

    /// <param name="isReady">Whether a replica that runs counts as ready.</param>
    public LeptonJobProgress Progress(Func<LeptonReplica, bool> isReady)
    {
        lock (gate)
            return LeptonJobProgress.Of(Wanted, Starts, replicas, isReady, stopped);
    }

    /// <summary>Starts a replica unless the job is over.</summary>
    public LeptonReplica? Add(Func<LeptonReplica> start)
    {
        lock (gate)
        {
            if (over.Task.IsCompleted)
                return null;
            var replica = start();
            replicas.Add(replica);
            return replica;
        }
    }

    /// <summary>An ended job stays as it ended.</summary>
    public Task StopAsync()
    {
        lock (gate)
            stopped |= LeptonJobProgress.Of(Wanted, Starts, replicas, _ => true, stopped).State is not (LeptonJobState.Completed or LeptonJobState.Failed);
        return FinishAsync();
    }

    public Task DeleteAsync()
    {
        lock (gate)
            IsDeleted = true;
        return StopAsync();
    }

    /// <summary>Ends what runs and starts nothing more.</summary>
    public Task FinishAsync()
    {
        lock (gate)
            over.TrySetResult();
        return Task.WhenAll(Replicas.Select(replica => replica.Pod.EndAsync()));
    }

    public void End(DateTimeOffset now)
    {
        lock (gate)
            Ended = now;
    }
}
