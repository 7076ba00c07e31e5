namespace Fairlead.Executors.Slurm.Checkup;

/// <summary>One thing that was looked at on a cluster.</summary>
/// <param name="Remedy">What to do; null when all is well.</param>
public sealed record CheckupFinding(string Subject, string Found, string? Remedy);
