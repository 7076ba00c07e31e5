using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>Which client a host is reached with, by what the real ssh reads in its configuration.</summary>
public sealed class ChoosingClients
{
    private readonly TemporaryDirectory directory = new();
    private readonly string alias = $"fairlead-test-{Guid.NewGuid():N}";
    private readonly List<string> told = [];
    private SshServer server = null!;

    private string ConfigFile => $"/etc/ssh/ssh_config.d/{alias}.conf";

    [SetUp]
    public async Task StartAsync()
    {
        Service.Require(Environment.IsPrivilegedProcess && Directory.Exists("/etc/ssh/ssh_config.d"), "telling ssh about a host needs root and /etc/ssh/ssh_config.d");
        server = await SharedSshServer.GetAsync();
    }

    [TearDown]
    public void Remove()
    {
        File.Delete(ConfigFile);
        directory.Dispose();
    }

    [Test]
    public async Task The_built_in_client_is_taken_and_goes_where_the_configuration_says()
    {
        Configure("HostKeyAlias my-cluster");
        File.Copy(server.KnownHosts, directory.File("known"));
        File.WriteAllText(directory.File("known"), $"[my-cluster]:{server.Port} {File.ReadAllText($"{server.HostKey}.pub")}");
        await AssertTakenAsync("built-in SSH");
    }

    [Test]
    public async Task A_proxy_command_takes_OpenSSH()
    {
        Service.Require("busybox");
        Configure($"ProxyCommand busybox nc 127.0.0.1 {server.Port}");
        await AssertTakenAsync("OpenSSH", "ProxyCommand is set");
    }

    [Test]
    public async Task A_jump_host_takes_OpenSSH()
    {
        Configure("ProxyJump somewhere.invalid");
        Assert.That((await ChosenAsync()).Description, Does.StartWith("OpenSSH").And.Contain("ProxyJump"));
    }

    [Test]
    public async Task The_users_own_connection_is_used_while_it_is_up()
    {
        var socket = directory.File("master");
        Configure($"ControlPath {socket}");
        Assert.That((await ChosenAsync()).Description, Does.StartWith("built-in SSH"));
        using var master = ChildProcess.Start("ssh", ["-M", "-N", "-o", "BatchMode=yes", alias]);
        await Commands.UntilExistsAsync(socket);
        var before = server.Logins;
        await AssertTakenAsync("OpenSSH", "your own control master is up");
        Assert.That(server.Logins, Is.EqualTo(before));
        master.Kill();
        await master.WaitForExitAsync();
    }

    [Test]
    public async Task A_key_with_a_passphrase_takes_OpenSSH_unless_an_agent_or_a_reference_knows_it()
    {
        var identity = await SshServer.MakeKeyAsync(directory.File("secret"), passphrase: "secret");
        Configure($"IdentityFile {identity}", identity: false);
        Assert.That((await ChosenAsync()).Description, Does.StartWith("OpenSSH").And.Contain($"{identity} has a passphrase, and no agent has it"));
        Assert.That((await ChosenAsync(site => site with { Passphrase = $"file:{directory.Write("passphrase", "secret")}" })).Description, Does.StartWith("built-in SSH"));
        using var agent = await RunningAgent.StartAsync();
        await agent.AddAsync(identity, "secret");
        Configure($"IdentityFile {identity}\nIdentityAgent {agent.Socket}", identity: false);
        Assert.That((await ChosenAsync()).Description, Does.StartWith("built-in SSH"));
    }

    [Test]
    public async Task A_key_in_a_device_takes_OpenSSH()
    {
        // The public half of a key that no device of ours has; ssh-keygen wants one to make it.
        var identity = directory.Write("id_sk", "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n");
        byte[] key = [0, 0, 0, 26, .. "sk-ssh-ed25519@openssh.com"u8, 0, 0, 0, 32, .. new byte[32], 0, 0, 0, 4, .. "ssh:"u8];
        directory.Write("id_sk.pub", $"sk-ssh-ed25519@openssh.com {Convert.ToBase64String(key)} test");
        Configure($"IdentityFile {identity}");
        Assert.That((await ChosenAsync()).Description, Does.StartWith("OpenSSH").And.Contain("security key"));
    }

    [Test]
    public async Task A_second_factor_takes_OpenSSH()
    {
        using var strict = await SshServer.StartAsync(settings: ["AuthenticationMethods publickey,keyboard-interactive", "KbdInteractiveAuthentication yes"]);
        var site = SharedSshServer.Site(strict, Way.Builtin) with { Client = SshClientKind.Auto };
        Assert.That(async () => await new SshHost(site, told.Add).RunAsync(Commands.Script("echo here")), Throws.InstanceOf<FairleadException>());
        Assert.That(told, Has.Some.Contains("built-in SSH").And.Some.Contains("OpenSSH: the host wants a second factor"));
    }

    [Test]
    public async Task The_profile_has_the_last_word()
    {
        Configure("ProxyJump somewhere.invalid");
        Assert.That((await ChosenAsync(site => site with { Client = SshClientKind.Builtin })).Description, Does.StartWith("built-in SSH"));
        Assert.That((await ChosenAsync(site => site with { Client = SshClientKind.OpenSsh })).Description, Does.StartWith("OpenSSH"));
    }

    private void Configure(string lines, bool identity = true) => File.WriteAllText(ConfigFile, $"""
        Host {alias}
        HostName 127.0.0.1
        Port {server.Port}
        UserKnownHostsFile {(File.Exists(directory.File("known")) || lines.Contains("Alias", StringComparison.Ordinal) ? directory.File("known") : server.KnownHosts)}
        GSSAPIAuthentication no
        {(identity ? $"IdentityFile {server.Identity}" : "")}
        {lines}

        """);

    private Task<ISshClient> ChosenAsync(Func<SlurmSite, SlurmSite>? change = null) =>
        ClientChoice.ChooseAsync((change ?? (same => same))(new SlurmSite("/", alias)), SshLimits.Usual, CancellationToken.None);

    private async Task AssertTakenAsync(params string[] words)
    {
        var host = new SshHost(new SlurmSite("/", alias), told.Add);
        Assert.That((await host.RunAsync(Commands.Script("echo here"))).Text, Is.EqualTo("here\n"));
        Assert.That(words.All(word => host.Connection.Contains(word, StringComparison.Ordinal)), host.Connection);
        Assert.That(told, Is.EqualTo(new[] { $"ssh  {alias}  {host.Connection}" }));
    }
}
