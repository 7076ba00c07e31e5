using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

/// <summary>Git mounts of jobs on Ray clusters, whose pods the platform starts with the checkouts mounted.</summary>
public sealed class CommitsOnRayClusters
{
    [Test]
    public async Task Two_commits_are_on_the_volume_before_the_clusters_pods_start()
    {
        using var folder = new TemporaryDirectory();
        await using var git = await GitServer.StartAsync(folder.Path);
        await using var workshop = await LeptonWorkshop.OpenAsync();
        PinnedCommit[] commits = [await CloudCommits.CommitAsync(git, workshop, "alpha"), await CloudCommits.CommitAsync(git, workshop, "beta")];
        var job = CloudCommits.Job(workshop, string.Join('\n', commits.Select(commit => $"cat {commit.Target}/content; echo")), nodes: 2, LaunchKind.Ray, commits);
        var run = (await workshop.SubmitAsync(job)).Run;
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).Select(line => line.Text).ToListAsync();
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded), string.Join('\n', log));
        Assert.That(log, Has.One.EqualTo("words of alpha").And.One.EqualTo("words of beta"));
        var made = workshop.Cloud.Requests.All.Where(request => request.Method == "POST" && !request.Path.Contains("/storage/", StringComparison.Ordinal)).Select(request => request.Path.Split('/')[^1]).ToList();
        Assert.That(made.IndexOf("jobs"), Is.GreaterThanOrEqualTo(0).And.LessThan(made.IndexOf("rayclusters")));
    }

    [Test]
    public async Task A_commit_that_cannot_be_had_keeps_the_cluster_from_being_made()
    {
        using var folder = new TemporaryDirectory();
        await using var git = await GitServer.StartAsync(folder.Path);
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var commit = await CloudCommits.CommitAsync(git, workshop, "alpha");
        var refusal = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(CloudCommits.Job(workshop, "true", 2, LaunchKind.Ray, commit with { Commit = new string('1', 40) })));
        Assert.That(refusal!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(refusal.Problem, Does.Contain(commit.Repository));
        Assert.That(workshop.Cloud.Lepton.RayClusters, Is.Empty);
    }
}
