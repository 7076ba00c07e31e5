namespace Fairlead.Emulators.Serving;

/// <summary>Notices that nobody has asked for anything and nothing has run for a while.</summary>
internal static class IdleWatch
{
    private const int LooksPerIdleTime = 30;

    /// <summary>Returns when the cloud has been idle for so long, or when cancelled.</summary>
    public static async Task WatchAsync(EmulatedCloud cloud, TimeSpan idle, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(idle / LooksPerIdleTime, time);
        var (requests, since) = (cloud.Requests.Received, time.GetTimestamp());
        while (time.GetElapsedTime(since) < idle && await NextAsync(timer, cancellationToken))
        {
            if (cloud.Requests.Received != requests || cloud.Pods.Living > 0)
                (requests, since) = (cloud.Requests.Received, time.GetTimestamp());
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
