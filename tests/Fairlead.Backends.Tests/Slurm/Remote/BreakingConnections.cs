using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class BreakingConnections(Way way)
{
    /// <summary>Notes that it runs, and ends with the test's directory.</summary>
    private const string Stay = """echo ran >>"$1/runs"; : >"$1/started"; while [ -d "$1" ]; do sleep 0.05; done""";

    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [Test]
    public async Task A_script_that_may_be_repeated_is_run_again()
    {
        using var server = await SshServer.StartAsync();
        var once = Commands.Script($"""if [ -e "$1/runs" ]; then echo again; exit 0; fi; {Stay}""");
        var running = new SshHost(SharedSshServer.Site(server, way)).RunAsync(once, directory.Path);
        await Commands.UntilExistsAsync(directory.File("started"));
        server.BreakConnections();
        Assert.That((await running).Text, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task A_script_that_may_not_be_repeated_is_run_once_and_its_outcome_is_unclear()
    {
        using var server = await SshServer.StartAsync();
        var running = new SshHost(SharedSshServer.Site(server, way)).RunAsync(Commands.Script(Stay, repeatable: false), directory.Path);
        await Commands.UntilExistsAsync(directory.File("started"));
        server.BreakConnections();
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => running);
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(error.Message, Does.Contain("test.sh").And.Contain($"127.0.0.1:{server.Port}").And.Contain("next:"));
        Assert.That(File.ReadAllText(directory.File("runs")), Is.EqualTo("ran\n"));
    }

    [Test]
    public async Task A_connection_that_broke_between_two_scripts_is_made_again_even_for_one_that_runs_once()
    {
        using var server = await SshServer.StartAsync();
        var host = new SshHost(SharedSshServer.Site(server, way));
        await host.RunAsync(Commands.Script("echo here"));
        server.BreakConnections();
        Assert.That((await host.RunAsync(Commands.Script("echo again", repeatable: false))).Text, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task A_server_that_is_gone_for_good_is_given_up()
    {
        using var server = await SshServer.StartAsync();
        var host = new SshHost(SharedSshServer.Site(server, way));
        Assert.That((await host.RunAsync(Commands.Script("echo here"))).Text, Is.EqualTo("here\n"));
        server.Stop();
        var error = await Assert.ThrowsAsync<ConnectionLostException>(() => host.RunAsync(Commands.Script("echo here")));
        Assert.That(error!.Message, Does.Contain("cannot reach").And.Contain("Connection refused").And.Contain("next:"));
    }

    [Test]
    public async Task An_upload_goes_on_where_it_broke_off()
    {
        const int Cut = 5_000_000;
        const int Size = 8_000_000;
        var content = new byte[Size];
        new Random(2).NextBytes(content);
        await File.WriteAllBytesAsync(directory.File("from"), content);
        using var server = await SshServer.StartAsync();
        await using var link = new FaultyLink(server.Port) { CutAfter = Cut };
        await new SshHost(link.Through(SharedSshServer.Site(server, way))).UploadAsync(directory.File("from"), directory.File("to"));
        Assert.That(File.ReadAllBytes(directory.File("to")).AsSpan().SequenceEqual(content));
        Assert.That(link.Sent, Is.InRange(Size, Size + Cut - 500_000));
        Assert.That(server.Logins, Is.EqualTo(2));
    }

    [Test]
    public async Task A_download_goes_on_where_it_broke_off()
    {
        var content = new byte[60_000_000];
        new Random(4).NextBytes(content);
        directory.Write("from/file", "");
        await File.WriteAllBytesAsync(directory.File("from/file"), content);
        using var server = await SshServer.StartAsync();
        await using var link = new FaultyLink(server.Port) { CutAfterReceiving = 40_000_000 };
        await new SshHost(link.Through(SharedSshServer.Site(server, way))).DownloadAsync(directory.File("from"), Directory.CreateDirectory(directory.File("to")).FullName);
        Assert.That(File.ReadAllBytes(directory.File("to/file")).AsSpan().SequenceEqual(content));
        Assert.That(link.Received, Is.LessThan(100_000_000));
    }
}
