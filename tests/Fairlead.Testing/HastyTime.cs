namespace Fairlead.Testing;

/// <summary>A clock on which a minute passes in a second or so: pauses and patience shrink alike.</summary>
public sealed class HastyTime(int factor) : TimeProvider
{
    public override long GetTimestamp() => System.GetTimestamp() * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shrunk(dueTime), Shrunk(period));

    private TimeSpan Shrunk(TimeSpan span) => span < TimeSpan.Zero ? span : span / factor;
}
