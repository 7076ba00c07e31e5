using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>A remote host cannot be reached, or the connection broke before the answer was complete: what was asked for may have happened.</summary>
public sealed class ConnectionLostException(string message, string? next = null, Exception? inner = null)
    : FairleadException(ExitCode.Unclear, message, next, inner)
{
    /// <summary>The host said nothing for as long as was waited; trying again would take as long again.</summary>
    public bool IsSilence { get; init; }

    /// <summary>The connection was found broken before anything was asked for.</summary>
    public bool NothingBegan { get; init; }
}
