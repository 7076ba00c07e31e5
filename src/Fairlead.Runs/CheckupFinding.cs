namespace Fairlead.Runs;

/// <summary>One thing that was looked at where jobs run.</summary>
/// <param name="Remedy">What to do; null when all is well.</param>
public sealed record CheckupFinding(string Subject, string Found, string? Remedy);
