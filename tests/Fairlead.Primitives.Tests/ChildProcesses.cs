namespace Fairlead.Primitives.Tests;

public sealed class ChildProcesses
{
    [Test]
    public async Task Both_streams_and_the_code_are_captured()
    {
        var result = await ChildProcess.RunAsync("sh", ["-c", "cat; echo problem >&2; exit 3"], input: "said");
        Assert.That(result, Is.EqualTo(new ProcessResult(3, "said", "problem\n")));
    }

    [Test]
    public async Task A_program_that_is_missing_is_named()
    {
        var error = await Assert.ThrowsAsync<FairleadException>(() => ChildProcess.RunAsync("no-such-program", []));
        Assert.That(error!.Message, Does.Contain("no-such-program").And.Contain("PATH"));
    }

    [Test]
    public void A_cancelled_run_is_killed()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.That(async () => await ChildProcess.RunAsync("sleep", ["600"], cancellationToken: soon.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_secret_does_not_print() =>
        Assert.That($"{new Secret("canary")}", Is.EqualTo(Secret.Mask));
}
