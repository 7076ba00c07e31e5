namespace Fairlead.Images.Tests.Cache;

/// <summary>Shows the system's time, ahead of it; intervals pass in a hundredth of theirs.</summary>
internal sealed class Clock(TimeSpan ahead) : TimeProvider
{
    private const int Haste = 100;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public override long GetTimestamp() => base.GetTimestamp() * Haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime / Haste, period / Haste);
}
