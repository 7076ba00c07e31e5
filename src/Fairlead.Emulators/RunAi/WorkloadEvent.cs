namespace Fairlead.Emulators.RunAi;

/// <summary>Something that happened to a workload.</summary>
internal sealed record WorkloadEvent(DateTimeOffset Time, string Reason, string Message);
