namespace Fairlead.Emulators;

/// <summary>Tasks that nobody awaits until the end.</summary>
internal sealed class BackgroundWork
{
    private readonly Lock gate = new();
    private List<Task> tasks = [];

    public void Add(Task task)
    {
        lock (gate)
        {
            tasks.RemoveAll(other => other.IsCompletedSuccessfully);
            tasks.Add(task);
        }
    }

    /// <summary>Waits for all, those that are added meanwhile included, and throws what went wrong in one of them.</summary>
    public async Task FinishAsync()
    {
        while (Take() is { Count: > 0 } taken)
            await Task.WhenAll(taken);
    }

    private List<Task> Take()
    {
        lock (gate)
        {
            var taken = tasks;
            tasks = [];
            return taken;
        }
    }
}
