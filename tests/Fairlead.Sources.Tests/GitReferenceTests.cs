using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Sources.Tests;

public sealed class GitReferenceTests
{
    private readonly TemporaryDirectory directory = new();
    private GitServer git = null!;

    [SetUp]
    public async Task StartAsync() => git = await GitServer.StartAsync(directory.Path);

    [TearDown]
    public async Task StopAsync()
    {
        await git.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task A_branch_is_its_newest_commit()
    {
        await git.CommitAsync("library", "main", "first");
        var second = await git.CommitAsync("library", "main", "second");
        Assert.That(await PinAsync("main"), Is.EqualTo(second));
        Assert.That(await PinAsync("refs/heads/main"), Is.EqualTo(second));
        Assert.That(await PinAsync("HEAD"), Is.EqualTo(second));
    }

    [Test]
    public async Task A_tag_is_the_commit_that_it_points_to_annotated_or_not()
    {
        var commit = await git.CommitAsync("library", "main", "first");
        await git.InAsync("library", "tag", "light");
        await git.InAsync("library", "-c", "user.name=test", "-c", "user.email=test@localhost", "tag", "--annotate", "--message=release", "v1.0");
        await git.CommitAsync("library", "main", "second");
        Assert.That(await PinAsync("light"), Is.EqualTo(commit));
        Assert.That(await PinAsync("v1.0"), Is.EqualTo(commit));
    }

    [Test]
    public async Task Of_a_tag_and_a_branch_of_one_name_the_tag_is_meant()
    {
        var tagged = await git.CommitAsync("library", "main", "first");
        var branch = await git.CommitAsync("library", "same", "second");
        await git.InAsync("library", "tag", "same", tagged);
        Assert.That(await PinAsync("same"), Is.EqualTo(tagged));
        Assert.That(await PinAsync("heads/same"), Is.EqualTo(branch));
    }

    [Test]
    public async Task A_commit_in_full_is_taken_without_asking_anybody()
    {
        var commit = new string('A', 40);
        Assert.That(await GitReferences.PinAsync("git://127.0.0.1:1/nowhere", commit, CancellationToken.None), Is.EqualTo(new string('a', 40)));
    }

    [Test]
    public async Task A_reference_that_is_not_there_is_a_mistake_of_the_users_and_the_nearest_is_named()
    {
        await git.CommitAsync("library", "release-1", "first");
        var error = await Assert.ThrowsAsync<FairleadException>(() => PinAsync("relaese-1"));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.Contain("relaese-1").And.Contain("Did you mean 'release-1'?"));
    }

    [Test]
    public async Task A_repository_that_is_not_there_is_told_in_gits_words()
    {
        var error = await Assert.ThrowsAsync<FairleadException>(() => GitReferences.PinAsync(git.AddressOf("nothing"), "main", CancellationToken.None));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(error.Message, Does.Contain(git.AddressOf("nothing")));
    }

    private Task<string> PinAsync(string reference) => GitReferences.PinAsync(git.AddressOf("library"), reference, CancellationToken.None);
}
