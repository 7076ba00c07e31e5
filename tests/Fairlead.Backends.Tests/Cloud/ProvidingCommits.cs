using Fairlead.Backends.Tests.Contract;
using Fairlead.Recipes;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud;

/// <summary>Git mounts of jobs whose pods provide them.</summary>
public sealed class ProvidingCommits
{
    [Test]
    public async Task Two_commits_are_shown_at_their_targets_and_what_the_image_had_there_is_put_aside([Values(Subject.DgxCloud, Subject.Lepton)] Subject backend, [Values(1, 2)] int nodes)
    {
        using var folder = new TemporaryDirectory();
        await using var git = await GitServer.StartAsync(folder.Path);
        await using var workshop = await Subjects.OpenAsync(backend);
        var (alpha, beta) = (await CloudCommits.CommitAsync(git, workshop, "alpha"), await CloudCommits.CommitAsync(git, workshop, "beta"));
        Directory.CreateDirectory(alpha.Target);
        await File.WriteAllTextAsync(Path.Combine(alpha.Target, "content"), "of the image");

        var run = (await workshop.SubmitAsync(CloudCommits.Job(workshop, $"cat {alpha.Target}/content; echo; cat {beta.Target}/content; echo", nodes, LaunchKind.Direct, alpha, beta))).Run;
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        foreach (var rank in Enumerable.Range(0, nodes))
            Assert.That(log.Where(line => line.Source == $"rank {rank}").Select(line => line.Text), Is.EqualTo(new[] { "words of alpha", "words of beta" }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine($"{alpha.Target}.of-the-image", "content")), Is.EqualTo("of the image"));
    }

    [Test]
    public async Task A_commit_that_cannot_be_had_ends_the_job_before_its_script([Values(Subject.DgxCloud, Subject.Lepton)] Subject backend)
    {
        using var folder = new TemporaryDirectory();
        await using var git = await GitServer.StartAsync(folder.Path);
        await using var workshop = await Subjects.OpenAsync(backend);
        var commit = await CloudCommits.CommitAsync(git, workshop, "alpha") with { Commit = new string('1', 40) };
        var run = (await workshop.SubmitAsync(CloudCommits.Job(workshop, "echo never", 1, LaunchKind.Direct, commit))).Run;
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).ToListAsync();
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Failed));
        Assert.That(log.Select(line => line.Text), Has.Some.Contains($"commit {commit.Commit} of {commit.Repository} cannot be had").Or.Some.Contains($"has no commit {commit.Commit}"));
        Assert.That(log.Select(line => line.Text), Has.None.EqualTo("never"));
    }
}
