using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class TrustingHosts(Way way)
{
    private static readonly RemoteScript Echo = Commands.Script("echo here");
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [Test]
    public async Task A_host_with_another_key_is_refused_even_where_new_ones_are_accepted([Values] bool acceptNew)
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", $"[127.0.0.1]:{server.Port} {File.ReadAllText($"{server.Identity}.pub")}");
        var error = await RefusalAsync(SharedSshServer.Site(server, way) with { KnownHosts = known, AcceptNewHostKey = acceptNew });
        Assert.That(error.Message, Does.Contain("another host key").And.Contain($"{known}:1").And.Contain($"ssh-keygen -f {known} -R '[127.0.0.1]:{server.Port}'"));
    }

    [Test]
    public async Task A_host_that_was_never_seen_is_refused()
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", "");
        var error = await RefusalAsync(SharedSshServer.Site(server, way) with { KnownHosts = known });
        Assert.That(error.Message, Does.Contain($"not in {known}").And.Contain($"ssh-keyscan -p {server.Port} 127.0.0.1 >> {known}").And.Contain("accept_new_host_key = true"));
        Assert.That(File.ReadAllText(known), Is.Empty);
    }

    [Test]
    public async Task A_host_that_was_never_seen_is_remembered_where_new_ones_are_accepted()
    {
        var server = await SharedSshServer.GetAsync();
        var known = directory.Write("known_hosts", "");
        await new SshHost(SharedSshServer.Site(server, way) with { KnownHosts = known, AcceptNewHostKey = true }).RunAsync(Echo);
        var later = await new SshHost(SharedSshServer.Site(server, way) with { KnownHosts = known }).RunAsync(Echo);
        Assert.That(later.Text, Is.EqualTo("here\n"));
    }

    [Test]
    public async Task A_key_that_the_host_does_not_know_is_named()
    {
        var server = await SharedSshServer.GetAsync();
        var identity = await SshServer.MakeKeyAsync(directory.File("other"));
        var error = await RefusalAsync(SharedSshServer.Site(server, way) with { Identity = identity });
        Assert.That(error.Message, Does.Contain("Permission denied").And.Contain($"{identity}.pub").And.Contain("ssh-add"));
    }

    [Test]
    public async Task A_key_that_is_not_there_is_named_without_advice_about_its_use()
    {
        var server = await SharedSshServer.GetAsync();
        var error = await RefusalAsync(SharedSshServer.Site(server, way) with { Identity = directory.File("missing") });
        Assert.That(error.Message, Does.Contain("Permission denied").And.Contain($"no key {directory.File("missing")}").And.Contain("correct identity").And.Not.Contain("ssh-add"));
    }

    [Test]
    public async Task A_key_is_found_by_a_path_with_odd_characters()
    {
        var server = await SharedSshServer.GetAsync();
        var identity = directory.File("my 100% key's");
        File.Copy(server.Identity, identity);
        var result = await new SshHost(SharedSshServer.Site(server, way) with { Identity = identity }).RunAsync(Echo);
        Assert.That(result.Text, Is.EqualTo("here\n"));
    }

    [Test]
    public async Task A_closed_port_and_an_unknown_name_are_told_apart()
    {
        var closed = await Assert.ThrowsAsync<ConnectionLostException>(() => new SshHost(new("/", "127.0.0.1", 1, Client: SharedSshServer.ClientOf(way))).RunAsync(Echo));
        Assert.That(closed!.Message, Does.Contain("cannot reach 127.0.0.1:1").And.Contain("Connection refused").And.Contain("port"));
        var unknown = await Assert.ThrowsAsync<ConnectionLostException>(() => new SshHost(new("/", "no-such-host.invalid", User: "me", Client: SharedSshServer.ClientOf(way))).RunAsync(Echo));
        Assert.That(unknown!.Message, Does.Contain("cannot reach me@no-such-host.invalid").And.Contain("correct host"));
    }

    [TestCase("-oProxyCommand=touch x", null, null, "host")]
    [TestCase("a b", null, null, "host")]
    [TestCase("", null, null, "host")]
    [TestCase("host", "-x", null, "user")]
    [TestCase("host", "a b", null, "user")]
    [TestCase("host", null, "/keys/\"x\" y", "identity")]
    [TestCase("host", null, "/keys/${HOME}", "identity")]
    public void A_value_that_ssh_would_take_for_more_than_it_is_never_reaches_it(string host, string? user, string? identity, string key)
    {
        var error = Assert.Throws<FairleadException>(() => new SshHost(new SlurmSite("/", host, User: user, Identity: identity, Client: SharedSshServer.ClientOf(way))));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.StartWith(key));
    }

    private static async Task<FairleadException> RefusalAsync(SlurmSite site)
    {
        var error = await Assert.ThrowsAsync<FairleadException>(() => new SshHost(site).RunAsync(Echo));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        return error;
    }
}
