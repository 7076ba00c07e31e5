using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Remote.Builtin;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>Keys that the built-in client asks to be let in with.</summary>
public sealed class LoggingIn
{
    private const string Passphrase = "correct horse";
    private static readonly RemoteScript Echo = Commands.Script("echo here");
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [TestCase("ed25519")]
    [TestCase("ecdsa", "-b", "256")]
    [TestCase("ecdsa", "-b", "384")]
    [TestCase("ecdsa", "-b", "521")]
    [TestCase("rsa", "-b", "2048")]
    [TestCase("rsa", "-b", "2048", "-m", "PEM")]
    [TestCase("ecdsa", "-m", "PKCS8")]
    public async Task Every_kind_of_key_lets_us_in_with_and_without_a_passphrase(string kind, params string[] options)
    {
        var plain = await SshServer.MakeKeyAsync(directory.File("plain"), kind, options: options);
        var secret = await SshServer.MakeKeyAsync(directory.File("secret"), kind, Passphrase, options);
        var allowed = directory.Write("allowed", File.ReadAllText($"{plain}.pub") + File.ReadAllText($"{secret}.pub"));
        using var server = await SshServer.StartAsync(settings: $"AuthorizedKeysFile {allowed}");
        var site = SharedSshServer.Site(server, Way.Builtin);
        await AssertLetInAsync(site with { Identity = plain });
        await AssertLetInAsync(site with { Identity = secret, Passphrase = $"file:{directory.Write("passphrase", Passphrase + "\n")}" });
    }

    [Test]
    public async Task A_passphrase_that_is_wrong_or_missing_is_an_error_and_no_question()
    {
        var identity = await SshServer.MakeKeyAsync(directory.File("secret"), passphrase: Passphrase);
        using var server = await SshServer.StartAsync(settings: $"AuthorizedKeysFile {identity}.pub");
        var site = SharedSshServer.Site(server, Way.Builtin) with { Identity = identity };
        var missing = await RefusalAsync(site);
        Assert.That(missing.Message, Does.Contain(identity).And.Contain("has a passphrase").And.Contain("identity_passphrase").And.Contain("ssh_client = \"openssh\""));
        var wrong = await RefusalAsync(site with { Passphrase = $"file:{directory.Write("passphrase", "wrong")}" });
        Assert.That(wrong.Message, Does.Contain(identity).And.Contain("cannot be read").And.Not.Contain("wrong\n"));
    }

    [TestCase("ed25519")]
    [TestCase("ecdsa")]
    [TestCase("rsa")]
    public async Task A_certificate_beside_the_key_lets_us_in(string kind)
    {
        var identity = await CertifiedAsync(kind);
        using var server = await SshServer.StartAsync(settings: [$"TrustedUserCAKeys {directory.File("ca.pub")}", "AuthorizedKeysFile none"]);
        await AssertLetInAsync(SharedSshServer.Site(server, Way.Builtin) with { Identity = identity });
    }

    [TestCase("ed25519")]
    [TestCase("ecdsa")]
    [TestCase("rsa")]
    public async Task A_key_in_the_agent_lets_us_in_and_so_does_its_certificate(string kind)
    {
        var identity = await CertifiedAsync(kind, Passphrase);
        using var agent = await RunningAgent.StartAsync();
        await agent.AddAsync(identity, Passphrase);
        using var byKey = await SshServer.StartAsync(settings: $"AuthorizedKeysFile {identity}.pub");
        using var byCertificate = await SshServer.StartAsync(settings: [$"TrustedUserCAKeys {directory.File("ca.pub")}", "AuthorizedKeysFile none"]);
        foreach (var server in new[] { byKey, byCertificate })
        {
            var site = SharedSshServer.Site(server, Way.Builtin) with { Identity = null };
            await AssertLetInAsync(site, target => target with { Agent = agent.Socket, Identities = [], IdentitiesOnly = false });
            await AssertLetInAsync(site, target => target with { Agent = agent.Socket, Identities = [identity], IdentitiesOnly = true });
        }
    }

    [Test]
    public async Task Of_an_agent_only_the_key_that_is_named_is_offered()
    {
        using var agent = await RunningAgent.StartAsync();
        var server = await SharedSshServer.GetAsync();
        await agent.AddAsync(server.Identity);
        var other = await SshServer.MakeKeyAsync(directory.File("other"));
        var host = Host(SharedSshServer.Site(server, Way.Builtin) with { Identity = other }, target => target with { Agent = agent.Socket });
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => host.RunAsync(Echo)))!.Message, Does.Contain("Permission denied"));
    }

    [Test]
    public async Task An_agent_that_is_gone_is_none()
    {
        var server = await SharedSshServer.GetAsync();
        await AssertLetInAsync(SharedSshServer.Site(server, Way.Builtin), target => target with { Agent = directory.File("gone") });
    }

    [Test]
    public async Task A_second_factor_is_named_with_what_to_set()
    {
        using var server = await SshServer.StartAsync(settings: ["AuthenticationMethods publickey,keyboard-interactive", "KbdInteractiveAuthentication yes"]);
        var error = await RefusalAsync(SharedSshServer.Site(server, Way.Builtin));
        Assert.That(error.Message, Does.Contain("second factor").And.Contain("ssh_client = \"openssh\""));
    }

    [Test]
    public async Task Old_algorithms_are_not_spoken()
    {
        using var server = await SshServer.StartAsync(settings: "KexAlgorithms diffie-hellman-group14-sha1");
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => new SshHost(SharedSshServer.Site(server, Way.Builtin)).RunAsync(Echo));
        Assert.That(error!.Message, Does.Contain("cannot reach").And.Contain("algorithm"));
    }

    [TestCase("Ciphers aes128-cbc")]
    [TestCase("MACs hmac-sha1", "Ciphers aes128-ctr")]
    [TestCase("HostKeyAlgorithms ssh-rsa")]
    public async Task Whatever_is_old_is_not_spoken(params string[] settings)
    {
        await SshServer.MakeKeyAsync(directory.File("rsa"), "rsa");
        using var server = await SshServer.StartAsync(settings: [$"HostKey {directory.File("rsa")}", .. settings]);
        await Assert.ThrowsAsync<ConnectionLostException>(() => new SshHost(SharedSshServer.Site(server, Way.Builtin)).RunAsync(Echo));
    }

    [Test]
    public void Only_one_place_makes_a_client_and_it_judges_the_host_key()
    {
        var sources = Directory.EnumerateFiles(Path.GetFullPath("../../../../src", Path.GetDirectoryName(SshServerSource.Path)!), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("new SshClient(", StringComparison.Ordinal) || text.Contains("new SftpClient(", StringComparison.Ordinal) || text.Contains("new ScpClient(", StringComparison.Ordinal)))
            .ToList();
        Assert.That(sources, Has.Count.EqualTo(1));
        Assert.That(File.ReadAllText(sources[0]), Does.Contain("client.HostKeyReceived += trust.Judge;"));
    }

    private async Task<string> CertifiedAsync(string kind, string passphrase = "")
    {
        await SshServer.MakeKeyAsync(directory.File("ca"));
        var identity = await SshServer.MakeKeyAsync(directory.File("identity"), kind, passphrase);
        var signed = await ChildProcess.RunAsync("ssh-keygen", ["-q", "-s", directory.File("ca"), "-I", "test", "-n", Environment.UserName, $"{identity}.pub"]);
        Assert.That(signed.Succeeded, signed.Error);
        return identity;
    }

    private static SshHost Host(SlurmSite site, Func<SshTarget, SshTarget>? change = null)
    {
        var target = (change ?? (same => same))(SshTarget.Of(site, config: null));
        return new SshHost(site, new BuiltinClient(target, Identities.Of(target), "test", SshLimits.Usual), SshLimits.Usual);
    }

    private static async Task AssertLetInAsync(SlurmSite site, Func<SshTarget, SshTarget>? change = null) =>
        Assert.That((await Host(site, change).RunAsync(Echo)).Text, Is.EqualTo("here\n"));

    private static async Task<FairleadException> RefusalAsync(SlurmSite site)
    {
        var error = await Assert.CatchAsync<FairleadException>(() => new SshHost(site).RunAsync(Echo));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        return error;
    }

    private static class SshServerSource
    {
        public static string Path { get; } = Here();

        private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
    }
}
