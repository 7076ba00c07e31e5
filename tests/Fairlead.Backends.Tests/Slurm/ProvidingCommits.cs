using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class ProvidingCommits
{
    private readonly TemporaryDirectory repositories = new();
    private ClusterBench bench = null!;
    private GitServer git = null!;
    private string commit = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        bench = await ClusterBench.OpenAsync();
        git = await GitServer.StartAsync(repositories.Path);
        commit = await git.CommitAsync("library", "main", "first");
        await git.CommitAsync("library", "main", "second");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await git.DisposeAsync();
        await bench.DisposeAsync();
        repositories.Dispose();
    }

    [TestCase("git://")]
    [TestCase("file://")]
    [TestCase("")]
    public async Task A_commit_is_a_directory_of_its_own_whatever_the_branch_does(string scheme)
    {
        var pinned = Pin(scheme == "git://" ? git.AddressOf("library") : $"{scheme}{Path.Combine(repositories.Path, "group", "library.git")}");
        await bench.Launcher.SubmitAsync(With(bench.Job(), pinned));
        AssertIsThere(pinned);
    }

    [Test]
    public async Task A_server_that_gives_no_single_commits_is_asked_for_all()
    {
        var host = new LocalHost(new Dictionary<string, string>(bench.Cluster.Environment) { ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "protocol.version", ["GIT_CONFIG_VALUE_0"] = "0" });
        var pinned = Pin(git.AddressOf("library"));
        await bench.AddLauncher(host).SubmitAsync(With(bench.Job(), pinned));
        AssertIsThere(pinned);
    }

    [Test]
    public async Task What_is_there_needs_no_server()
    {
        var pinned = Pin(git.AddressOf("library"));
        await bench.Launcher.SubmitAsync(With(bench.Job("true"), pinned));
        Directory.Delete(Path.Combine(repositories.Path, "group"), recursive: true);
        var second = await bench.Launcher.SubmitAsync(With(bench.Job("true # again"), pinned));
        Assert.That(second.Outcome, Is.EqualTo(SubmitOutcome.Submitted));
    }

    [Test]
    public async Task Launchers_that_race_for_a_commit_all_have_it()
    {
        var pinned = Pin(git.AddressOf("library"));
        var jobs = Enumerable.Range(0, 3).Select(number => With(bench.Job($"true # {number}"), pinned)).ToList();
        await Task.WhenAll(jobs.Select(job => Task.Run(() => bench.Launcher.SubmitAsync(job))));
        AssertIsThere(pinned);
    }

    [Test]
    public async Task A_commit_that_cannot_be_had_is_refused_before_anything_is_submitted()
    {
        commit = new string('a', 40);
        var pinned = Pin(git.AddressOf("library"));
        var job = With(bench.Job(), pinned);
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(pinned.Repository).And.Contain(commit).And.Contain("not a tree"));
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(bench.Layout.Checkout(pinned))!), Is.Empty);
    }

    [Test]
    public async Task A_checkout_that_was_changed_by_hand_is_not_used()
    {
        var pinned = Pin(git.AddressOf("library"));
        await bench.Launcher.SubmitAsync(With(bench.Job("true"), pinned));
        await File.WriteAllTextAsync(Path.Combine(bench.Layout.Checkout(pinned), ".fairlead-commit"), "another\n");
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(With(bench.Job("true # again"), pinned)));
        Assert.That(error!.Message, Does.Contain(bench.Layout.Checkout(pinned)).And.Contain("another"));
    }

    private PinnedCommit Pin(string repository) => new(repository, "main", commit, "/opt/library");

    private void AssertIsThere(PinnedCommit pinned)
    {
        var checkout = bench.Layout.Checkout(pinned);
        Assert.That(File.ReadAllText(Path.Combine(checkout, "content")), Is.EqualTo("first"));
        Assert.That(File.ReadAllText(Path.Combine(checkout, ".fairlead-commit")), Is.EqualTo($"{commit}\n"));
        Assert.That(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(checkout)!), Has.Exactly(1).Items);
    }

    private static (JobRequest Request, Payload Payload) With((JobRequest Request, Payload Payload) job, PinnedCommit pinned) =>
        (job.Request with { Part = job.Request.PartAs<SlurmPart>() with { Commits = [pinned] } }, job.Payload);
}
