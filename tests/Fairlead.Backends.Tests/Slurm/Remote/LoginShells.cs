using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>What stands between us and a script.</summary>
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class LoginShells(Way way)
{
    private static readonly string[] Words = ["two words", "it's", "!boo", "$HOME `x` \\n \\061 %s", "line\nbreak\n", "", "ünïcode 😀"];

    [TestCase("tcsh")]
    [TestCase("fish")]
    [TestCase("bash")]
    [TestCase("dash")]
    [TestCase("busybox sh")]
    public async Task A_script_means_the_same_to_every_login_shell(string shell)
    {
        Service.Require(shell.Split(' ')[0]);
        using var server = await SshServer.StartAsync(settings: $"ForceCommand exec {shell} -c \"$SSH_ORIGINAL_COMMAND\"");
        var result = await new SshHost(SharedSshServer.Site(server, way)).FeedAsync(Commands.Script("""
            # a comment with 'quotes" and !history
            for word do printf '<%s>' "$word"; done
            cat
            exit 7
            """), "input\n", Words);
        Assert.That((result.ExitCode, result.Text), Is.EqualTo((7, $"{string.Concat(Words.Select(word => $"<{word}>"))}input\n")));
    }

    [Test]
    public async Task What_a_start_up_file_prints_is_passed_over()
    {
        using var server = await SshServer.StartAsync(settings: "ForceCommand echo Welcome to fairlead-; printf 'no end of line'; echo Be careful >&2; exec sh -c \"$SSH_ORIGINAL_COMMAND\"");
        var result = await new SshHost(SharedSshServer.Site(server, way)).RunAsync(Commands.Script("echo answer; echo complaint >&2"));
        Assert.That((result.Text, result.Error), Is.EqualTo(("answer\n", "complaint\n")));
    }

    [Test]
    public async Task An_account_without_a_shell_is_told_in_its_own_words()
    {
        using var server = await SshServer.StartAsync(settings: "ForceCommand echo This account is currently not available.; exit 1");
        var error = await Assert.ThrowsAsync<FairleadException>(() => new SshHost(SharedSshServer.Site(server, way)).RunAsync(Commands.Script("echo here")));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain("exit code 1").And.Contain("This account is currently not available."));
    }
}
