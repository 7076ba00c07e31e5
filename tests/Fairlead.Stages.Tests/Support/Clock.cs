namespace Fairlead.Stages.Tests.Support;

/// <summary>Stands still, a given time ahead of now: an hour by default, so that files just written are not taken for racy.</summary>
internal sealed class Clock(TimeSpan? ahead = null) : TimeProvider
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow + (ahead ?? TimeSpan.FromHours(1));

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;
}
