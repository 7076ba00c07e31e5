using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Build.Tests.Script;

[Platform(Exclude = "Win")]
public sealed class BuildScriptTests
{
    [Test]
    public async Task The_first_call_builds_and_later_ones_do_not()
    {
        using var checkout = new Checkout();

        var first = await checkout.RunAsync("--tree");
        var second = await checkout.RunAsync("--tree");

        Assert.That(first.Error, Is.EqualTo("building Fairlead ...\n"));
        Assert.That(second, Is.EqualTo(new ProcessResult(0, "started 1 with:\n<--tree>\n", "")));
        Assert.That(checkout.Publications, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Arguments_arrive_as_they_were_given()
    {
        using var checkout = new Checkout();

        var run = await checkout.RunAsync("--set=a=b c", "*", "", "--", "$HOME");

        Assert.That(run.Output, Is.EqualTo("started 1 with:\n<--set=a=b c>\n<*>\n<>\n<-->\n<$HOME>\n"));
    }

    [TestCase("build/Program.cs")]
    [TestCase("src/Some.Project/Some.cs")]
    [TestCase("src/Some.Project/New.cs")]
    [TestCase("Directory.Packages.props")]
    public async Task A_newer_source_is_built(string file)
    {
        using var checkout = new Checkout();
        await checkout.RunAsync();

        checkout.Write(file, "changed");

        Assert.That((await checkout.RunAsync()).Output, Does.StartWith("started 2"));
    }

    [Test]
    public async Task A_deleted_source_is_noticed()
    {
        using var checkout = new Checkout();
        await checkout.RunAsync();

        File.Delete(Path.Combine(checkout.Root, "src/Some.Project/Some.cs"));

        Assert.That((await checkout.RunAsync()).Output, Does.StartWith("started 2"));
    }

    [Test]
    public async Task A_recipe_is_no_source()
    {
        using var checkout = new Checkout();
        await checkout.RunAsync();

        checkout.Write("recipes/nano3/train.py", "changed");

        Assert.That((await checkout.RunAsync()).Output, Does.StartWith("started 1"));
    }

    [Test]
    public async Task It_works_from_any_directory()
    {
        using var checkout = new Checkout();
        using var elsewhere = new TemporaryDirectory();

        var run = await checkout.RunAsync(Path.GetRelativePath(elsewhere.Path, Path.Combine(checkout.Root, "build.sh")), [], workingDirectory: elsewhere.Path);

        Assert.That(run.Output, Does.StartWith("started 1"));
        Assert.That(Directory.EnumerateFileSystemEntries(elsewhere.Path), Is.Empty);
    }

    [Test]
    public async Task Without_the_ahead_of_time_compiler_it_builds_the_slower_kind()
    {
        using var checkout = new Checkout();
        checkout.Write("fails-with", "ReadyToRunFront=true");

        Assert.That((await checkout.RunAsync()).ExitCode, Is.Zero);
        Assert.That(checkout.Publications[^1], Does.Contain("ReadyToRunFront=false"));
    }

    [Test]
    public async Task A_failed_build_shows_its_messages_and_keeps_nothing()
    {
        using var checkout = new Checkout();
        checkout.Write("fails-with", "publish");

        var run = await checkout.RunAsync();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("something is wrong\nError: Fairlead does not build"));
        Assert.That(run.Output, Is.Empty);
        Assert.That(checkout.Builds, Is.Empty);
    }

    [Test]
    public async Task Two_at_once_build_once()
    {
        using var checkout = new Checkout();

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => checkout.RunAsync()));

        Assert.That(runs.Select(run => run.Output), Is.All.StartsWith("started 1"));
        Assert.That(checkout.Publications, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Old_builds_go_but_not_one_that_runs()
    {
        using var checkout = new Checkout();
        var hold = Path.Combine(checkout.Root, "hold");
        await ChildProcess.RunAsync("mkfifo", [hold]);
        var running = checkout.RunAsync();
        var release = await Task.Run(() => new FileStream(hold, FileMode.Open, FileAccess.Write)).WaitAsync(TimeSpan.FromMinutes(1));
        File.Delete(hold);

        for (var i = 0; i < 4; i++)
        {
            checkout.Write("build/Program.cs", $"{i}");
            await checkout.RunAsync();
        }

        Assert.That(checkout.Builds, Has.Length.EqualTo(3), "the one that runs, the previous one and the current one");
        await release.DisposeAsync();
        await running;
        checkout.Write("build/Program.cs", "once more");
        await checkout.RunAsync();
        Assert.That(checkout.Builds, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Without_dotnet_it_says_what_to_install()
    {
        using var checkout = new Checkout();
        checkout.MakeProgram("few/dirname", "#!/bin/sh\nexec /usr/bin/dirname \"$@\"\n");

        var run = await checkout.RunAsync(Path.Combine(checkout.Root, "build.sh"), [], path: Path.Combine(checkout.Root, "few"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("Error: expected the .NET 10 SDK").And.Contain("next: "));
    }

    [Test]
    public async Task Shellcheck_has_no_objection()
    {
        Service.Require("shellcheck");

        var result = await ChildProcess.RunAsync("shellcheck", [Path.Combine(Repository.Root, "build.sh"), Path.Combine(Repository.Root, ".ci/run")]);

        Assert.That(result.Output, Is.Empty);
    }
}
