namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Keeps jobs that have not been started from starting.</summary>
internal sealed class LeptonHold
{
    private readonly Lock gate = new();
    private TaskCompletionSource released = Released();

    /// <summary>What waiting jobs say; null: nothing is held.</summary>
    public string? State { get; private set; }

    public Task Release
    {
        get
        {
            lock (gate)
                return released.Task;
        }
    }

    public void Set(string? state)
    {
        lock (gate)
        {
            State = state;
            if (state is null)
                released.TrySetResult();
            else if (released.Task.IsCompleted)
                released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static TaskCompletionSource Released()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }
}
