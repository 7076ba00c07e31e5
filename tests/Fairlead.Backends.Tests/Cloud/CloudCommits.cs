using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud;

/// <summary>Jobs that mount git repositories, each at a target of its own in the workshop.</summary>
internal static class CloudCommits
{
    /// <summary>A repository whose file <c>content</c> holds the words of its name.</summary>
    public static async Task<PinnedCommit> CommitAsync(GitServer git, Workshop workshop, string repository)
    {
        var commit = await git.CommitAsync(repository, "main", $"words of {repository}");
        return new PinnedCommit(git.AddressOf(repository), "main", commit, Path.Combine(workshop.Root, "opt", repository));
    }

    public static (JobRequest Request, Payload Payload) Job(Workshop workshop, string script, int nodes, LaunchKind launch, params PinnedCommit[] commits)
    {
        ResolvedJob? resolved = null;
        var (request, payload) = workshop.Job(script, nodes, change: job => resolved = job with
        {
            Launch = launch,
            Mounts = [.. job.Mounts, .. commits.Select(commit => new GitMount(commit.Repository, commit.Reference, commit.Target, Origin.BuiltIn))],
        });
        var inputs = new RenderInputs(resolved!, request.Source, request.Artifacts, request.FileInputs) { Commits = [.. commits] };
        return (Known.Render(inputs), payload);
    }
}
