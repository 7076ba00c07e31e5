using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Sources.Tests;

public sealed class GitCommitTests
{
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public async Task A_commit_is_found_wherever_it_is_on_a_branch_and_one_that_is_not_there_is_refused()
    {
        await using var git = await GitServer.StartAsync(directory.Path);
        var first = await git.CommitAsync("bridge", "main", "one");
        var second = await git.CommitAsync("bridge", "main", "two");
        await GitCommits.RequireAsync(git.AddressOf("bridge"), first, CancellationToken.None);
        await GitCommits.RequireAsync(git.AddressOf("bridge"), second, CancellationToken.None);

        var missing = new string('a', 40);
        var error = await Assert.ThrowsAsync<FairleadException>(() => GitCommits.RequireAsync(git.AddressOf("bridge"), missing, CancellationToken.None));
        Assert.That(error!.Message, Does.Contain($"has no commit {missing}").And.Contain("git ls-remote"));
    }

    [Test]
    public void Nothing_is_said_of_a_repository_that_cannot_be_read_here() =>
        Assert.That(() => GitCommits.RequireAsync("git://127.0.0.1:1/nowhere", new string('a', 40), CancellationToken.None), Throws.Nothing);
}
