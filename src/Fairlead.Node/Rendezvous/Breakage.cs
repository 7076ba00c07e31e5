namespace Fairlead.Node.Rendezvous;

/// <summary>That the ranks of a job are no longer together, and why: said once.</summary>
internal sealed class Breakage : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private RendezvousException? reason;

    public Breakage() => Token = source.Token;

    public CancellationToken Token { get; }

    public RendezvousException? Reason => Volatile.Read(ref reason);

    /// <returns>False when it has been said before.</returns>
    public bool TryBreak(RendezvousException why)
    {
        if (Interlocked.CompareExchange(ref reason, why, null) is not null)
            return false;
        _ = source.CancelAsync();
        return true;
    }

    /// <summary>For use under <see cref="GuardAsync"/>: the token may learn of it a little later.</summary>
    public void ThrowIfBroken()
    {
        if (Reason is not null)
            throw new OperationCanceledException(Token);
    }

    /// <summary>Does something that makes no sense after it.</summary>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Token, cancellationToken);
        try
        {
            ThrowIfBroken();
            return await work(either.Token);
        }
        catch (OperationCanceledException exception) when (Reason is { } why && !cancellationToken.IsCancellationRequested)
        {
            throw new RendezvousException(why.Problem, why.Rank, why.Next, exception);
        }
    }

    public void Dispose() => source.Dispose();
}
