using System.Collections.Immutable;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>The first member that failed, as its node's script told.</summary>
/// <param name="Kind"><c>rank</c>, or <c>node</c> where a launcher starts the ranks.</param>
internal sealed record MemberFailure(string Kind, int Member, int ExitCode);

/// <summary>What lies in a run's folder.</summary>
/// <param name="CancelAsked">Fairlead was asked to cancel it.</param>
/// <param name="Failed">All nodes are to end because one has failed.</param>
/// <param name="Failure">Null when no script could say so.</param>
/// <param name="Started">The nodes whose scripts have begun.</param>
/// <param name="Ended">The nodes whose scripts have ended, with their exit codes.</param>
internal sealed record DockerMarks(bool CancelAsked, bool Failed, MemberFailure? Failure, ImmutableArray<int> Started, ImmutableDictionary<int, int> Ended)
{
    public static readonly DockerMarks None = new(false, false, null, [], ImmutableDictionary<int, int>.Empty);
}
