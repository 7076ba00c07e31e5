using System.Text;
using Fairlead.Primitives;
using Fairlead.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Backends.Tests.Slurm.Remote;

[TestFixture(Way.Local)]
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class RunningCommands(Way way)
{
    [Test]
    public async Task Arguments_and_input_arrive_byte_for_byte_and_so_does_the_output()
    {
        var host = await SharedSshServer.HostAsync(way);
        var echo = Commands.Script("""printf '%s\0' "$0" "$@"; cat""");
        var word = Gen.Choose(1, 0x2FF).Select(code => ((char)code).ToString()).Or(Gen.Elements("😀", "'", "\"", "\\", "$", "\n", "`")).ArrayOf().Select(string.Concat);
        var calls = word.ArrayOf().Zip(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(), (words, input) => (Words: words, Input: input)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(calls, call =>
        {
            var result = host.FeedAsync(echo, call.Input, call.Words).GetAwaiter().GetResult();
            var expected = string.Concat(call.Words.Prepend("test.sh").Select(value => $"{value}\0"));
            return result.Output.Span.SequenceEqual([.. Encoding.UTF8.GetBytes(expected), .. call.Input]);
        }));
    }

    [Test]
    public async Task Much_input_and_output_at_once_do_not_block_each_other()
    {
        var input = new byte[3_000_000];
        new Random(1).NextBytes(input);
        var result = await (await SharedSshServer.HostAsync(way)).FeedAsync(Commands.Script("cat"), input);
        Assert.That(result.Output.Span.SequenceEqual(input));
    }

    [Test]
    public async Task Input_that_the_script_does_not_want_is_no_failure()
    {
        var result = await (await SharedSshServer.HostAsync(way)).FeedAsync(Commands.Script("echo done"), new byte[3_000_000]);
        Assert.That((result.ExitCode, result.Text), Is.EqualTo((0, "done\n")));
    }

    [Test]
    public async Task Input_that_is_empty_ends()
    {
        var result = await (await SharedSshServer.HostAsync(way)).FeedAsync(Commands.Script("cat; echo done"), "");
        Assert.That((result.ExitCode, result.Text), Is.EqualTo((0, "done\n")));
    }

    [Test]
    public async Task A_script_that_a_signal_ends_says_so()
    {
        var host = await SharedSshServer.HostAsync(way);
        Assert.That(async () => (await host.RunAsync(Commands.Script("(sleep 1; kill -KILL $$) & wait $!; sleep 20"))).ExitCode, Is.EqualTo(137));
    }

    [Test]
    public async Task The_exit_code_and_the_complaints_come_back()
    {
        var result = await (await SharedSshServer.HostAsync(way)).RunAsync(Commands.Script("echo said; echo problem >&2; exit 3"));
        Assert.That((result.ExitCode, result.Text, result.Error), Is.EqualTo((3, "said\n", "problem\n")));
    }

    [Test]
    public async Task An_argument_with_a_NUL_is_refused()
    {
        var host = await SharedSshServer.HostAsync(way);
        var error = await Assert.ThrowsAsync<FairleadException>(() => host.RunAsync(Commands.Script(":"), "a\0b"));
        Assert.That(error!.Message, Does.Contain("NUL"));
    }

    [Test]
    public async Task What_is_given_as_input_is_in_no_process_list()
    {
        using var directory = new TemporaryDirectory();
        var host = await SharedSshServer.HostAsync(way);
        var canary = $"canary-{Guid.NewGuid():N}";
        var running = host.FeedAsync(Commands.Script("""secret=$(cat); : >"$1/started"; until [ -e "$1/seen" ]; do sleep 0.05; done; printf %s "$secret" """), canary, directory.Path);
        await Commands.UntilExistsAsync(directory.File("started"));
        var lists = ProcessTexts().ToList();
        directory.Write("seen", "");
        Assert.That((await running).Text, Is.EqualTo(canary));
        Assert.That(lists, Has.Some.Contains(directory.Path).And.None.Contains(canary));
    }

    [Test]
    public async Task A_cancelled_command_ends_and_the_next_one_runs()
    {
        using var directory = new TemporaryDirectory();
        using var cancel = new CancellationTokenSource();
        var host = await SharedSshServer.HostAsync(way);
        var running = host.RunAsync(Commands.Script("""sleep 1000 & echo "$$ $!" >"$1/pids"; mv "$1/pids" "$1/started"; while [ -d "$1" ]; do sleep 0.05; done"""), [directory.Path], default, cancel.Token);
        await Commands.UntilExistsAsync(directory.File("started"));
        var pids = File.ReadAllText(directory.File("started")).Split();
        await cancel.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.HoldsAsync("the script and what it started have ended", () => Task.FromResult(!pids.Any(pid => IsRunning(pid))));
        Assert.That((await host.RunAsync(Commands.Script("echo on"))).Text, Is.EqualTo("on\n"));
    }

    private static bool IsRunning(string pid) =>
        pid.Length > 0 && File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    /// <summary>Arguments and environments of all processes that we may read.</summary>
    private static IEnumerable<string> ProcessTexts()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            foreach (var file in new[] { "cmdline", "environ" })
            {
                string text;
                try
                {
                    text = File.ReadAllText(Path.Combine(process, file));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    continue; // it ended, or is not ours
                }

                yield return text;
            }
        }
    }
}
