using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous;

/// <summary>The ranks of a job do not come together.</summary>
/// <param name="rank">Whose fault it is; null when nobody can say.</param>
internal sealed class RendezvousException(string message, int? rank = null, string? next = null, Exception? inner = null) : FairleadException(ExitCode.StageFailed, message, next, inner)
{
    public int? Rank { get; } = rank;
}
