using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>Hosts that take what they are sent and say nothing. Each test would wait for minutes if nobody watched.</summary>
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class SilentHosts(Way way)
{
    private static readonly SshLimits Short = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    private readonly TemporaryDirectory directory = new();
    private readonly List<string> told = [];

    [TearDown]
    public void Remove() => directory.Dispose();

    [TestCase("")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task A_host_that_does_not_go_on_is_waited_for_once_and_with_a_word(string greeting)
    {
        await using var nobody = new FaultyLink(server: 0, greeting);
        var host = Host(new SlurmSite("/", "127.0.0.1", nobody.Port, Client: SharedSshServer.ClientOf(way)));
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => host.RunAsync(Commands.Script("echo here")));
        Assert.That(error!.Message, Does.Contain($"cannot reach 127.0.0.1:{nobody.Port}").And.Contain("VPN"));
        Assert.That(told, Has.Some.Contains("waiting for 127.0.0.1").And.Some.Contains("at most 4 s"));
        Assert.That(nobody.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_that_stops_while_a_script_runs_is_noticed()
    {
        using var server = await SshServer.StartAsync();
        var running = Host(SharedSshServer.Site(server, way)).RunAsync(Commands.Script(""": >"$1/started"; while [ -d "$1" ]; do sleep 0.05; done""", repeatable: false), directory.Path);
        await Commands.UntilExistsAsync(directory.File("started"));
        server.FreezeConnections();
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => running);
        Assert.That(error!.Message, Does.Contain("broke while test.sh ran"));
    }

    [Test]
    public async Task A_script_that_is_silent_for_longer_is_waited_for()
    {
        using var server = await SshServer.StartAsync();
        var result = await Host(SharedSshServer.Site(server, way)).RunAsync(Commands.Script("sleep 6; echo done", repeatable: false));
        Assert.That(result.Text, Is.EqualTo("done\n"));
    }

    [Test]
    public async Task A_host_that_stops_while_it_is_sent_a_file_is_noticed_and_the_file_arrives_by_another_connection()
    {
        using var server = await SshServer.StartAsync();
        await File.WriteAllBytesAsync(directory.File("from"), new byte[100_000_000]);
        var host = Host(SharedSshServer.Site(server, way));
        var freeze = new Freezing(server, after: 8_000_000);
        await host.UploadAsync(directory.File("from"), directory.File("to"), freeze);
        Assert.That(new FileInfo(directory.File("to")).Length, Is.EqualTo(100_000_000));
        Assert.That(server.Logins, Is.EqualTo(2));
    }

    [Test]
    public async Task A_host_that_stopped_between_two_scripts_is_connected_to_anew()
    {
        using var server = await SshServer.StartAsync();
        var host = Host(SharedSshServer.Site(server, way));
        await host.RunAsync(Commands.Script("echo here"));
        server.FreezeConnections();
        Assert.That((await host.RunAsync(Commands.Script("echo again"))).Text, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task A_login_shell_that_does_not_begin_is_given_up()
    {
        using var server = await SshServer.StartAsync(settings: "ForceCommand echo Wait...; sleep 60");
        var error = await Assert.CatchAsync<Primitives.FairleadException>(() => Host(SharedSshServer.Site(server, way)).RunAsync(Commands.Script("echo here")));
        Assert.That(error!.Message, Does.Contain("login shell").And.Contain("Wait..."));
    }

    private SshHost Host(SlurmSite site)
    {
        return new SshHost(site, new ChosenClient(site, Tell, Short), Short, Tell);

        void Tell(string line)
        {
            lock (told)
                told.Add(line);
        }
    }

    private sealed class Freezing(SshServer server, long after) : IProgress<long>
    {
        private bool hasFrozen;

        public void Report(long value)
        {
            if (hasFrozen || value < after)
                return;
            hasFrozen = true;
            server.FreezeConnections();
        }
    }
}
