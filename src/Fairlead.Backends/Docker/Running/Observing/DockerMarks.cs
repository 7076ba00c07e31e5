using System.Collections.Immutable;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>What lies in a run's folder.</summary>
/// <param name="CancelAsked">Fairlead was asked to cancel it.</param>
/// <param name="Failed">All nodes are to end because one has failed.</param>
/// <param name="Failure">The first member that failed, as its node's script told; null when no script could say so.</param>
/// <param name="Started">The nodes whose scripts have begun.</param>
/// <param name="Ended">The nodes whose scripts have ended, with their exit codes.</param>
internal sealed record DockerMarks(bool CancelAsked, bool Failed, JobExit? Failure, ImmutableArray<int> Started, ImmutableDictionary<int, int> Ended)
{
    public static readonly DockerMarks None = new(false, false, null, [], ImmutableDictionary<int, int>.Empty);

    /// <summary>The last words of the scripts that ended badly, by node.</summary>
    public ImmutableDictionary<int, string> Words { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>One of the records that cannot be read; it counts neither as a failure nor as an end.</summary>
    public DamagedRecord? Damaged { get; init; }
}
