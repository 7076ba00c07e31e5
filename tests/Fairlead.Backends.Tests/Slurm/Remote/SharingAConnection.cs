using Fairlead.Backends.Slurm.Remote;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

public sealed class SharingAConnection
{
    private static readonly RemoteScript Echo = Commands.Script("echo here");

    [Test]
    public async Task All_commands_and_transfers_of_a_user_share_one_connection()
    {
        using var server = await SshServer.StartAsync();
        using var directory = new TemporaryDirectory();
        for (var invocation = 0; invocation < 3; invocation++)
        {
            var host = new SshHost(SharedSshServer.Site(server, Way.OpenSsh));
            Assert.That((await host.RunAsync(Echo)).Text, Is.EqualTo("here\n"));
            await host.UploadAsync(directory.Write("from", "text"), directory.File($"to{invocation}"));
        }

        Assert.That(server.Logins, Is.EqualTo(1));
    }

    [Test]
    public async Task Commands_that_start_at_once_connect_once()
    {
        using var server = await SshServer.StartAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new SshHost(SharedSshServer.Site(server, Way.OpenSsh)).RunAsync(Echo)));
        Assert.That(results.Select(result => result.Text), Is.All.EqualTo("here\n"));
        Assert.That(server.Logins, Is.EqualTo(1));
    }

    [Test]
    public async Task More_commands_than_the_host_allows_on_a_connection_get_their_own()
    {
        using var server = await SshServer.StartAsync(sessions: 1);
        using var directory = new TemporaryDirectory();
        var host = new SshHost(SharedSshServer.Site(server, Way.OpenSsh));
        var meet = Commands.Script(""": >"$1/$2"; until [ -e "$1/a" ] && [ -e "$1/b" ]; do sleep 0.05; done""");
        var results = await Task.WhenAll(host.RunAsync(meet, directory.Path, "a"), host.RunAsync(meet, directory.Path, "b"));
        Assert.That(results.Select(result => result.ExitCode), Is.All.Zero);
        Assert.That(server.Logins, Is.EqualTo(2));
    }

    [Test]
    public async Task Commands_of_the_built_in_client_share_one_connection_and_wait_for_their_turn_on_it([Values(1, 2, 10)] int sessions)
    {
        using var server = await SshServer.StartAsync(sessions);
        using var directory = new TemporaryDirectory();
        var host = new SshHost(SharedSshServer.Site(server, Way.Builtin));
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.RunAsync(Commands.Script("sleep 0.05; echo here"))));
        await host.UploadAsync(directory.Write("from", "text"), directory.File("to"));
        Assert.That(results.Select(result => result.Text), Is.All.EqualTo("here\n"));
        Assert.That(server.Logins, Is.EqualTo(1));
    }

    [Test]
    public async Task A_site_is_one_host_whatever_directory_is_used_there()
    {
        var site = SharedSshServer.Site(await SharedSshServer.GetAsync(), Way.OpenSsh);
        var hosts = new RemoteHosts();
        Assert.That(hosts.For(site with { Directory = "/a" }), Is.SameAs(hosts.For(site with { Directory = "/b" })));
        Assert.That(hosts.For(site with { AcceptNewHostKey = true }), Is.Not.SameAs(hosts.For(site)));
    }

    [Test]
    public async Task Without_a_host_commands_run_here_with_the_given_variables()
    {
        var host = new RemoteHosts(new Dictionary<string, string> { ["SITE"] = "here" }).For(new("/jobs"));
        Assert.That((await host.RunAsync(Commands.Script("echo $SITE"))).Text, Is.EqualTo("here\n"));
    }
}
