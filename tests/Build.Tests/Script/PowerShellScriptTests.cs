using Fairlead.Primitives;

namespace Fairlead.Build.Tests.Script;

public sealed class PowerShellScriptTests
{
    [Test]
    public async Task The_first_call_builds_and_later_ones_do_not()
    {
        using var checkout = new Checkout();

        var first = await checkout.RunPowerShellAsync("--tree");
        var second = await checkout.RunPowerShellAsync("--tree");

        Assert.That(first.Error, Is.EqualTo("building Fairlead ...\n"));
        Assert.That(second, Is.EqualTo(new ProcessResult(0, "started 1 with:\n<--tree>\n", "")));
        Assert.That(checkout.Publications, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Arguments_arrive_as_they_were_given()
    {
        using var checkout = new Checkout();

        var run = await checkout.RunPowerShellAsync("--set=a=b c", "*", "$HOME");

        Assert.That(run.Output, Is.EqualTo("started 1 with:\n<--set=a=b c>\n<*>\n<$HOME>\n"));
    }

    [Test]
    public async Task A_newer_source_is_built()
    {
        using var checkout = new Checkout();
        await checkout.RunPowerShellAsync();

        checkout.Write("src/Some.Project/New.cs", "changed");

        Assert.That((await checkout.RunPowerShellAsync()).Output, Does.StartWith("started 2"));
    }

    [Test]
    public async Task Without_the_ahead_of_time_compiler_it_builds_the_slower_kind()
    {
        using var checkout = new Checkout();
        checkout.Write("fails-with", "ReadyToRunFront=true");

        Assert.That((await checkout.RunPowerShellAsync()).ExitCode, Is.Zero);
        Assert.That(checkout.Publications[^1], Does.Contain("ReadyToRunFront=false"));
    }

    [Test]
    public async Task A_failed_build_shows_its_messages_and_keeps_nothing()
    {
        using var checkout = new Checkout();
        checkout.Write("fails-with", "publish");

        var run = await checkout.RunPowerShellAsync();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("something is wrong").And.Contain("Error: Fairlead does not build"));
        Assert.That(checkout.Builds, Is.Empty);
    }
}
