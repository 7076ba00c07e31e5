namespace Fairlead.Testing;

/// <summary>
/// A clock that only pauses move: each is over at once, and as much time has passed as it was to take. However slow the machine is,
/// patience ends after the same number of looks.
/// </summary>
public sealed class PauseTime : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate)
            return now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero)
            return System.CreateTimer(callback, state, dueTime, period);
        var due = new TimeSpan(GetTimestamp()) + dueTime;
        return System.CreateTimer(Pass, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        void Pass(object? nothing)
        {
            lock (gate)
                now = now < due ? due : now;
            callback(state);
        }
    }
}
