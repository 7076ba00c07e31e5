namespace Fairlead.Node.Rendezvous;

/// <summary>A deadline by a clock that nobody sets, which begins anew with each word of progress.</summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    private long since = time.GetTimestamp();

    private TimeSpan Left => limit - time.GetElapsedTime(Volatile.Read(ref since));

    public void Renew() => Volatile.Write(ref since, time.GetTimestamp());

    /// <exception cref="TimeoutException">The time has passed without progress.</exception>
    public async Task WaitAsync(Task what, CancellationToken cancellationToken)
    {
        while (true)
        {
            var left = Left;
            try
            {
                await what.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
                return;
            }
            catch (TimeoutException) when (Left > TimeSpan.Zero)
            {
                // There was progress meanwhile.
            }
        }
    }
}
