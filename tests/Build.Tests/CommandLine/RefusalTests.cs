namespace Fairlead.Build.Tests.CommandLine;

public sealed class RefusalTests
{
    [TestCase("--exeuctor=local", "unknown option '--exeuctor'. Did you mean '--executor'?")]
    [TestCase("--target=SubmitSfd", "unknown target 'SubmitSfd'. Did you mean 'SubmitSft'?")]
    [TestCase("train.lr=1", "expected an option, found 'train.lr=1'. Did you mean '--set=train.lr=1'?")]
    [TestCase("--working=/no/such/folder", "--working expects a folder; '/no/such/folder' does not exist.")]
    public async Task A_wrong_command_line_ends_with_2_before_anything_runs(string argument, string message)
    {
        var run = await FairleadProcess.RunAsync(argument);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith($"Error: {message}"));
        Assert.That(run.Output, Is.Empty);
    }
}
