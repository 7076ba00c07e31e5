namespace Fairlead.Images.Tests.Cache;

/// <summary>Shows the system's time, ahead of it.</summary>
internal sealed class Clock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
