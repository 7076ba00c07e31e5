using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>The scripts alone, in a run folder without a cluster.</summary>
public sealed class ClaimingARun
{
    private TemporaryDirectory run = null!;

    [SetUp]
    public void Open()
    {
        run = new TemporaryDirectory();
        Directory.CreateDirectory(run.File("state"));
    }

    [TearDown]
    public void Close() => run.Dispose();

    [TestCase("")]
    [TestCase("TOKEN='the fir")]
    public async Task Secrets_that_do_not_arrive_whole_start_no_job(string arrived)
    {
        var result = await RunAsync("submit.sh", arrived, "name", "comment", "mine", "", "30");
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((1, "the secrets did not arrive whole\n")));
        Assert.That(Directory.EnumerateFileSystemEntries(run.Path, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { run.File("state") }));
    }

    [Test]
    public async Task A_claim_of_another_launcher_is_left_as_it_is()
    {
        Directory.CreateDirectory(run.File("state/claim/another"));
        Assert.That((await RunAsync("submit.sh", "", "name", "comment", "mine", "", "0")).Text, Is.EqualTo("lost\n"));
        Assert.That(Directory.EnumerateFileSystemEntries(run.File("state"), "*", SearchOption.AllDirectories), Is.EqualTo(new[] { run.File("state/claim"), run.File("state/claim/another") }));
    }

    [Test]
    public async Task A_cancellation_that_came_first_wins()
    {
        Directory.CreateDirectory(run.File("state/cancel"));
        Directory.CreateDirectory(run.File("state/claim"));
        Assert.That((await RunAsync("submit.sh", "", "name", "comment", "mine", "", "0")).Text, Is.EqualTo("cancelled\n"));
    }

    [Test]
    public async Task A_refused_job_leaves_no_claim_and_no_secrets()
    {
        Directory.CreateDirectory(run.File("state/claim/dead/next"));
        await File.WriteAllTextAsync(run.File("secrets.env"), "");
        Assert.That((await RunAsync("release.sh", "", "dead/next")).Succeeded);
        Assert.That(Directory.EnumerateFileSystemEntries(run.Path, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { run.File("state") }));
    }

    [Test]
    public async Task A_claim_that_was_taken_over_is_not_given_up()
    {
        Directory.CreateDirectory(run.File("state/claim/mine/next"));
        await File.WriteAllTextAsync(run.File("secrets.env"), "");
        Assert.That((await RunAsync("release.sh", "", "mine")).Succeeded);
        Assert.That(Directory.Exists(run.File("state/claim/mine/next")));
        Assert.That(File.Exists(run.File("secrets.env")));
    }

    private Task<RemoteResult> RunAsync(string script, string input, params string[] arguments) =>
        new LocalHost().RunAsync(new RemoteScript(script, Repeatable: false), [run.Path, .. arguments], Encoding.UTF8.GetBytes(input), CancellationToken.None);
}
