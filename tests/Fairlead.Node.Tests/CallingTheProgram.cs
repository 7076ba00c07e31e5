using Fairlead.Primitives;

namespace Fairlead.Node.Tests;

public sealed class CallingTheProgram
{
    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, "fairlead-node");

    [TestCase("--version", "fairlead-node 0.1.0")]
    [TestCase("--help", "usage: fairlead-node VERB")]
    public async Task It_says_what_it_is_and_does_nothing_else(string argument, string expected)
    {
        var result = await ChildProcess.RunAsync(Node, [argument]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.StartWith(expected));
        Assert.That(result.Error, Is.Empty);
    }

    [TestCase("rendezvuos", "found 'rendezvuos'")]
    [TestCase("", "expected a verb, found ''")]
    public async Task What_it_cannot_do_it_refuses(string verb, string expected)
    {
        var result = await ChildProcess.RunAsync(Node, [verb]);
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(result.Error, Does.Contain(expected));
    }
}
