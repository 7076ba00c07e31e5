using System.Diagnostics.CodeAnalysis;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.RunAi;

/// <summary>A workload and the machine of its phases: Creating, Initializing, Pending, Running, then Completed or Failed; Stopping and Stopped when suspended.</summary>
internal sealed class Workload : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Platform platform;
    private readonly WorkloadPods pods;
    private readonly List<WorkloadEvent> events = [];
    private CancellationTokenSource life = new();
    private Task activity = Task.CompletedTask;

    public Workload(WorkloadOrder order, Platform platform, Credentials credentials)
    {
        Order = order;
        this.platform = platform;
        pods = new WorkloadPods(order, platform, credentials);
        Created = platform.Options.Time.GetUtcNow();
        Set(Phase.Creating, "");
    }

    public Guid Id { get; } = Guid.NewGuid();

    public WorkloadOrder Order { get; }

    public DateTimeOffset Created { get; }

    public Standing Standing { get; private set; }

    /// <summary>Running, Stopped or Deleted: what was asked for last.</summary>
    public string Desired { get; private set; } = "Running";

    public IReadOnlyList<Pod> Pods => pods.All;

    public IReadOnlyList<WorkloadEvent> Events
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    private Phase Phase => Standing.Phase;

    public void Start() => activity = RunAsync([Phase.Creating, Phase.Initializing, Phase.Pending], life.Token);

    /// <summary>An ended workload stays as it ended.</summary>
    public void Suspend()
    {
        lock (gate)
        {
            if (Phase is Phase.Completed or Phase.Failed or Phase.Stopping or Phase.Stopped or Phase.Deleting)
                return;
            Desired = "Stopped";
            Set(Phase.Stopping, "");
            activity = StopAsync(life, activity, Stopped);
        }
    }

    /// <summary>Only a suspended workload goes on, with new pods.</summary>
    public void Resume()
    {
        lock (gate)
        {
            if (Phase is not (Phase.Stopping or Phase.Stopped))
                return;
            Desired = "Running";
            Set(Phase.Resuming, "");
            life = new CancellationTokenSource();
            activity = ResumeAsync(activity, life.Token);
        }
    }

    /// <param name="gone">Called when no pod is left.</param>
    public void Delete(Action gone)
    {
        lock (gate)
        {
            if (Phase == Phase.Deleting)
                return;
            Desired = "Deleted";
            Set(Phase.Deleting, "");
            activity = StopAsync(life, activity, gone);
        }
    }

    /// <summary>Starts no more pods; those that live are left to the set of pods.</summary>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await activity;
        life.Dispose();
    }

    private async Task RunAsync(IEnumerable<Phase> beginning, CancellationToken stop)
    {
        try
        {
            foreach (var phase in beginning)
            {
                Enter(phase, "", stop);
                await Task.Delay(platform.Options.PhaseTime, platform.Options.Time, stop);
            }

            Enter(Phase.Running, "", stop);
            var failure = await pods.RunAsync(reason => Note("BackOff", reason), stop);
            Enter(failure is null ? Phase.Completed : Phase.Failed, failure ?? "", stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever cancelled goes on from here.
        }
    }

    private async Task StopAsync(CancellationTokenSource ending, Task before, Action then)
    {
        await ending.CancelAsync();
        await before;
        await pods.DeleteAsync();
        lock (gate)
            then();
    }

    private async Task ResumeAsync(Task before, CancellationToken stop)
    {
        await before;
        await RunAsync([Phase.Resuming, Phase.Pending], stop);
    }

    // It may have been resumed or deleted meanwhile.
    private void Stopped()
    {
        if (Phase == Phase.Stopping)
            Set(Phase.Stopped, "");
    }

    private void Enter(Phase phase, string message, CancellationToken stop)
    {
        lock (gate)
        {
            stop.ThrowIfCancellationRequested();
            Set(phase, message);
        }
    }

    [MemberNotNull(nameof(Standing))]
    private void Set(Phase phase, string message)
    {
        Standing = new Standing(phase, message, platform.Options.Time.GetUtcNow());
        Note($"{phase}", message);
    }

    private void Note(string reason, string message)
    {
        lock (gate)
            events.Add(new WorkloadEvent(platform.Options.Time.GetUtcNow(), reason, message));
    }
}

/// <summary>The phase of a workload, why, and since when.</summary>
internal sealed record Standing(Phase Phase, string Message, DateTimeOffset Since);
