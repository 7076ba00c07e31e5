using Fairlead.Runs.Requests;
using Fairlead.Sources;

namespace Fairlead.Backends.Cloud.Shipping;

/// <summary>Repositories that pods check out by themselves, when it is too late to correct a name.</summary>
internal static class CloudCommits
{
    /// <exception cref="Primitives.FairleadException">A repository does not have the commit.</exception>
    public static Task RequireAsync(IEnumerable<PinnedCommit> commits, CancellationToken cancellationToken) =>
        Task.WhenAll(commits.Select(commit => GitCommits.RequireAsync(commit.Repository, commit.Commit, cancellationToken)));
}
