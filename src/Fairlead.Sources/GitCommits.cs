using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Whether a repository has a commit, asked before anything that costs depends on it.</summary>
public static class GitCommits
{
    /// <summary>Nothing is said of a repository that this machine cannot read: others may.</summary>
    /// <param name="commit">In full.</param>
    /// <exception cref="FairleadException">The repository can be read, and does not have the commit.</exception>
    public static async Task RequireAsync(string repository, string commit, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("fairlead-commit-").FullName;
        try
        {
            await GitAsync(["init", "--quiet", "--bare", folder]);
            if (!(await GitAsync(["ls-remote", "--", repository, "HEAD"])).Succeeded || await HasAsync(folder, repository, commit))
                return;
            throw FairleadException.Usage($"{repository} has no commit {commit}, which the job mounts", $"correct the mount; git ls-remote {ShellWord.Quote(repository)} lists branches and tags");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // Commits alone: no trees, no files. Not every server gives single ones.
        async Task<bool> HasAsync(string bare, string from, string wanted) =>
            (await GitAsync(["-C", bare, "fetch", "--quiet", "--depth=1", "--filter=tree:0", "--no-tags", "--", from, wanted])).Succeeded
            || ((await GitAsync(["-C", bare, "fetch", "--quiet", "--filter=tree:0", "--tags", "--", from, "+refs/heads/*:refs/heads/*"])).Succeeded
                && (await GitAsync(["-C", bare, "cat-file", "-e", $"{wanted}^{{commit}}"])).Succeeded);

        Task<ProcessResult> GitAsync(string[] arguments) =>
            ChildProcess.RunAsync("git", arguments, environment: GitReferences.Unattended, cancellationToken: cancellationToken);
    }
}
