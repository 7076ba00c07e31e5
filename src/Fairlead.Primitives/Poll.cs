namespace Fairlead.Primitives;

/// <summary>Waits for what nobody announces: looks at it, with growing pauses, until it is so or patience ends.</summary>
/// <param name="Patience">How long it may take from the first look on; there is always one more look after it.</param>
public sealed record Poll(TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan Patience)
{
    /// <returns>What was seen last, which is so.</returns>
    /// <param name="look">May act as well, if it does no harm to act twice.</param>
    /// <param name="givingUp">What to throw when patience has ended, of what was seen last.</param>
    public async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> isSo, Func<T, Exception> givingUp, TimeProvider time, CancellationToken cancellationToken) =>
        await WatchAsync(look, isSo, time, cancellationToken) is var seen && isSo(seen) ? seen : throw givingUp(seen);

    /// <returns>What was seen last, whether it is so or patience has ended.</returns>
    public async Task<T> WatchAsync<T>(Func<Task<T>> look, Predicate<T> isSo, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pauses = new Pauses(FirstPause, LongestPause); ; await Task.Delay(pauses.Next(), time, cancellationToken))
        {
            if (await look() is var seen && (isSo(seen) || time.GetElapsedTime(started) > Patience))
                return seen;
        }
    }
}
