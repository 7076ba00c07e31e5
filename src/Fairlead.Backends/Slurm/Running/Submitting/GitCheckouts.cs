using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Has the commits that a job mounts on the cluster before nodes are asked for: one directory each, made once, never changed.</summary>
internal static class GitCheckouts
{
    private static readonly RemoteScript Script = new("commit.sh", Repeatable: true);

    /// <exception cref="FairleadException">A commit cannot be had.</exception>
    public static async Task ProvideAsync(RunSite site, IEnumerable<PinnedCommit> commits, CancellationToken cancellationToken)
    {
        foreach (var commit in commits)
            await ProvideAsync(site, commit, cancellationToken);
    }

    private static async Task ProvideAsync(RunSite site, PinnedCommit commit, CancellationToken cancellationToken)
    {
        var result = await site.RunAsync(Script, [commit.Repository, commit.Commit, site.Layout.Checkout(commit)], default, cancellationToken);
        if (!result.Succeeded)
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"{site.Host.Name} cannot get commit {commit.Commit} ({commit.Reference}) of {commit.Repository}: {result.Error.Trim()}",
                $"try it there: git ls-remote {ShellWord.Quote(commit.Repository)}");
    }
}
