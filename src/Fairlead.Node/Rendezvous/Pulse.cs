namespace Fairlead.Node.Rendezvous;

/// <summary>Does something again and again, and notices when this process itself was stopped for a while.</summary>
internal static class Pulse
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <param name="beat">Whether this process has been stopped since the last call, and so has no right to call others silent.</param>
    public static async Task RunAsync(Func<bool, Task> beat, TimeProvider time, CancellationToken cancellationToken)
    {
        var last = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Tick, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var elapsed = time.GetElapsedTime(last);
            last = time.GetTimestamp();
            if (!cancellationToken.IsCancellationRequested)
                await beat(elapsed > 4 * Tick);
        }
    }
}
