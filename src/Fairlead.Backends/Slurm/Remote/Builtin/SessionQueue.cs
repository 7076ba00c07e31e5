namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Commands that wait for their turn on a connection: a host allows a number of them at once, and does not say which.</summary>
internal sealed class SessionQueue
{
    /// <summary>sshd allows ten unless it is told otherwise; one is for looking whether the host answers.</summary>
    private const int Usual = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;
    private long lastMove = Environment.TickCount64;

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (!TryEnter(out var somebodyLeft))
            await somebodyLeft.WaitAsync(cancellationToken);
    }

    /// <param name="refused">It was not let in, so nothing has moved.</param>
    public void Leave(bool refused = false)
    {
        TaskCompletionSource leaving;
        lock (gate)
        {
            inside--;
            lastMove = refused ? lastMove : Environment.TickCount64;
            (leaving, left) = (left, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        leaving.TrySetResult();
    }

    /// <summary>Waits until it makes sense to try again.</summary>
    /// <returns>False when the host lets nobody in, and nobody is there.</returns>
    public async Task<bool> AwaitRoomAsync(int refusals, CancellationToken cancellationToken)
    {
        Task somebodyLeft;
        lock (gate)
        {
            if (inside == 0 && Environment.TickCount64 - lastMove > Patience.TotalMilliseconds)
                return false;
            somebodyLeft = left.Task;
        }

        await Task.WhenAny(somebodyLeft, Task.Delay(Pause * (1 << Math.Min(refusals, 4)), cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private bool TryEnter(out Task somebodyLeft)
    {
        lock (gate)
        {
            somebodyLeft = left.Task;
            if (inside >= Usual)
                return false;
            inside++;
            return true;
        }
    }
}
