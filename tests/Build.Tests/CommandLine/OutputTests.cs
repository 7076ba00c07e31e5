using Fairlead.Testing;

namespace Fairlead.Build.Tests.CommandLine;

/// <summary>What users read, as reviewed text files.</summary>
public sealed class OutputTests
{
    [TestCase("menu")]
    [TestCase("tree", "--tree")]
    [TestCase("description", "--description")]
    [TestCase("dryrun-submit-sft", "--dryrun", "--target=SubmitSft")]
    [TestCase("dryrun-submit-pipe", "--whatif", "--target", "submitpipe")]
    public async Task The_output_is_the_approved_one(string name, params string[] arguments)
    {
        var run = await FairleadProcess.RunAsync(arguments);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output, Does.Not.Contain('\u001b'));
        Approved.Matches(name, string.Join('\n', run.Output.Split('\n').Select(line => line.TrimEnd())).TrimEnd() + '\n');
    }

    [Test]
    public async Task Help_is_the_menu() =>
        Assert.That((await FairleadProcess.RunAsync("--help")).Output, Is.EqualTo((await FairleadProcess.RunAsync()).Output));

    [Test]
    public async Task The_version_is_one_line() =>
        Assert.That((await FairleadProcess.RunAsync("--version")).Output, Does.Match(@"^fairlead \d+\.\d+\.\d+\n$"));
}
