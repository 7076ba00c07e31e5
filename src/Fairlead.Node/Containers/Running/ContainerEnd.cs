namespace Fairlead.Node.Containers.Running;

/// <summary>How a model's container ended.</summary>
internal enum EndKind
{
    /// <summary>By itself.</summary>
    Exited,

    TimedOut,

    Cancelled,
}

/// <param name="ExitCode">In the way of a shell: 128 and the number of a signal.</param>
/// <param name="IsOutOfMemory">The kernel killed a process of it for its memory.</param>
internal sealed record ContainerEnd(EndKind Kind, int ExitCode, bool IsOutOfMemory, TimeSpan Duration)
{
    public bool Succeeded => Kind == EndKind.Exited && ExitCode == 0;
}
