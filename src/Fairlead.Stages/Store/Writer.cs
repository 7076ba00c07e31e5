namespace Fairlead.Stages.Store;

/// <summary>The process that writes into a store, as others come to know it.</summary>
/// <param name="Host">As the host calls itself.</param>
/// <param name="Space">Where <paramref name="Pid"/> has a meaning; null where the system does not tell.</param>
/// <param name="Started">As the kernel counts; tells a process from a later one of the same number.</param>
/// <param name="JobId">The scheduler's job it runs in; null outside one.</param>
public sealed record Writer(string Host, int Pid, string? Space, long Started, string? JobId)
{
    public static Writer Current { get; } = new(
        Environment.MachineName,
        Environment.ProcessId,
        ProcessTable.Space,
        ProcessTable.StartOf(Environment.ProcessId) ?? 0,
        Environment.GetEnvironmentVariable("SLURM_JOB_ID"));

    /// <summary>True when processes of that space can be looked at.</summary>
    public bool Sees(string? space) => Space is not null && space == Space;

    /// <summary>True when that process has ended for certain; false as well when it is out of sight.</summary>
    public bool SeesGone(string? space, int pid, long started) => Sees(space) && ProcessTable.StartOf(pid) != started;
}
