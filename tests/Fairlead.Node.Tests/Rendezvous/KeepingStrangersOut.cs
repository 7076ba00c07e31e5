using System.Net;
using System.Net.Sockets;
using System.Text;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class KeepingStrangersOut
{
    [Test]
    public async Task Those_who_say_nothing_or_little_delay_nobody()
    {
        await using var party = new Party(3);
        var host = await party.HostAsync();
        using var end = new CancellationTokenSource();
        var strangers = await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => Stranger.CallAsync(party.Port)));
        var dripping = strangers[50].DripAsync(new string('x', 12), TimeSpan.FromSeconds(1), end.Token);
        await Task.WhenAll(new[] { host, await party.GuestAsync(1), await party.GuestAsync(2) }.Select(rank => Party.MeetAsync(rank, Party.Published)));
        Assert.That(dripping.IsCompleted, Is.False);
        await end.CancelAsync();
        await dripping;
        foreach (var stranger in strangers)
            stranger.Dispose();
    }

    [Test]
    public async Task They_are_thrown_out_when_their_time_is_over_however_they_spend_it()
    {
        await using var party = new Party(2) { Limits = new RendezvousLimits { Handshake = TimeSpan.FromMilliseconds(300) } };
        await party.HostAsync();
        using var silent = await Stranger.CallAsync(party.Port);
        using var dripping = await Stranger.CallAsync(party.Port);
        var drip = dripping.DripAsync(new string('x', 1000), TimeSpan.FromMilliseconds(20), CancellationToken.None);
        Assert.That(await silent.IsShutOutAsync(), Is.True);
        await Party.SoonAsync(drip);
    }

    [Test]
    public async Task Whatever_they_send_or_break_rank_0_keeps_serving()
    {
        await using var party = new Party(2);
        var host = await party.HostAsync();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            using var resetting = await Stranger.CallAsync(party.Port);
            resetting.Reset();
        }

        byte[][] garbage = [new byte[1 << 20], [0xff, 0xfe, 0xc3, 0x28, (byte)'\n'], "\n\n\n"u8.ToArray(), "HELLO 3 x\n"u8.ToArray(), "READY JOB7 1\n"u8.ToArray(), "ENTER\n"u8.ToArray(), "ENTER rendezvous 7 0 99999999999 2 x y z\n"u8.ToArray()];
        foreach (var bytes in garbage)
        {
            using var stranger = await Stranger.CallAsync(party.Port);
            await stranger.SayAsync(bytes);
            Assert.That(await stranger.IsShutOutAsync(), Is.True);
        }

        var worker = await party.GuestAsync(1);
        await Task.WhenAll(Party.MeetAsync(host, Party.Published), Party.MeetAsync(worker, Party.Published));
        Assert.That(party.Log, Has.Some.Contains("is refused: a line of more than 1024 bytes"));
    }

    [Test]
    public async Task More_of_them_than_there_is_room_for_push_out_the_oldest()
    {
        await using var party = new Party(2);
        var host = await party.HostAsync();
        var strangers = new List<Stranger>();
        foreach (var _ in Enumerable.Range(0, 65))
        {
            strangers.Add(await Stranger.CallAsync(party.Port));
            Assert.That(await strangers[^1].HearAsync(), Does.StartWith("HELLO 2 "));
        }

        Assert.That(await strangers[0].IsShutOutAsync(), Is.True);
        await Task.WhenAll(Party.MeetAsync(host, Party.Published), Party.MeetAsync(await party.GuestAsync(1), Party.Published));
        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Test]
    public async Task Without_the_secret_nobody_counts()
    {
        await using var party = new Party(2);
        var meeting = Party.MeetAsync(await party.HostAsync(), Party.Published);
        using var guessing = await Stranger.CallAsync(party.Port);
        await guessing.SayAsync((await guessing.EntryAsync(Party.OtherSecret, 1, 2)).Line);
        Assert.That(await guessing.HearAsync(), Is.EqualTo("NOPE auth"));
        using var unsigned = await Stranger.CallAsync(party.Port);
        var entry = (await unsigned.EntryAsync(Party.Secret, 1, 2)).Line;
        await unsigned.SayAsync(entry[..entry.LastIndexOf(' ')]);
        Assert.That(await unsigned.HearAsync(), Is.EqualTo("NOPE version"));
        await Task.Delay(100);
        Assert.That(meeting.IsCompleted, Is.False);
        Assert.That(party.Log, Has.Some.Contains("is refused: another secret than this job's, or none"));
        await Party.MeetAsync(await party.GuestAsync(1), Party.Published);
        await meeting;
    }

    [Test]
    public async Task A_line_that_was_heard_elsewhere_is_good_for_nothing()
    {
        await using var party = new Party(2);
        await party.HostAsync();
        using var honest = await Stranger.CallAsync(party.Port);
        var (_, entry) = await honest.EntryAsync(Party.Secret, 1, 2);
        using var replaying = await Stranger.CallAsync(party.Port);
        await replaying.SayAsync(entry);
        await replaying.HearAsync();
        Assert.That(await replaying.HearAsync(), Is.EqualTo("NOPE auth"));
    }

    [TestCase("a replayed line")]
    [TestCase("a line in the listener's name")]
    [TestCase("a line for another number")]
    [TestCase("no signature")]
    public async Task A_connection_on_which_a_line_is_not_the_next_of_its_side_is_closed(string fault)
    {
        await using var party = new Party(2);
        await party.HostAsync();
        using var rank = await Stranger.CallAsync(party.Port);
        var (seal, entry) = await rank.EntryAsync(Party.Secret, 1, 2);
        await rank.SayAsync(entry);
        Assert.That(await rank.HearAsync(), Does.StartWith("WELCOME "));
        await rank.SayAsync(seal.Close(Side.Caller, 1, "BEAT"));
        await rank.SayAsync(fault switch
        {
            "a replayed line" => seal.Close(Side.Caller, 1, "BEAT"),
            "a line in the listener's name" => seal.Close(Side.Listener, 2, "BEAT"),
            "a line for another number" => seal.Close(Side.Caller, 3, "BEAT"),
            _ => "BEAT",
        });
        Assert.That(await rank.IsShutOutAsync(), Is.True);
    }

    [Test]
    public async Task A_go_that_rank_0_did_not_sign_releases_nobody()
    {
        var port = Ports.Next();
        await using var party = new Party(2, port);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var meeting = Party.MeetAsync(await party.GuestAsync(1), Party.Published);
        using (var spoofing = new LineStream(await listener.AcceptSocketAsync()))
        {
            await spoofing.WriteAsync($"HELLO 2 {Seal.Nonce()}", CancellationToken.None);
            await spoofing.ReadAsync(Line.OfRanks, CancellationToken.None);
            var seal = new Seal(Party.OtherSecret, "x", "y");
            await spoofing.WriteAsync(seal.Close(Side.Listener, 0, "WELCOME"), CancellationToken.None);
            await spoofing.WriteAsync(seal.Close(Side.Listener, 1, "GO 1 Z28"), CancellationToken.None);
            await Task.Delay(100);
        }

        listener.Stop();
        Assert.That(meeting.IsCompleted, Is.False);
        await Party.MeetAsync(await party.HostAsync(), Party.Published);
        await meeting;
    }

    [Test]
    public async Task A_rank_whose_line_comes_byte_by_byte_is_let_in()
    {
        await using var party = new Party(2);
        await party.HostAsync();
        using var rank = await Stranger.CallAsync(party.Port);
        var (_, entry) = await rank.EntryAsync(Party.Secret, 1, 2);
        await rank.DripAsync(entry + "\n", TimeSpan.FromMilliseconds(1), CancellationToken.None);
        Assert.That(await rank.HearAsync(), Does.StartWith("WELCOME "));
    }

    [Test]
    public async Task With_another_secret_a_worker_says_so_when_its_time_is_over()
    {
        await using var party = new Party(2) { Limits = new RendezvousLimits { Deadline = TimeSpan.FromSeconds(1), Latecomers = TimeSpan.FromMilliseconds(10) } };
        await party.HostAsync();
        var worker = await party.GuestAsync(1, Party.OtherSecret);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(worker, Party.Published))).Problem, Does.StartWith($"rank 0 was not found within 1 s: 127.0.0.1, port {party.Port}, ").And.EndsWith("attempts, the last: 127.0.0.1:" + party.Port + ": the listener has another secret"));
    }

    [TestCase("silent")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n")]
    [TestCase("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [TestCase("closes")]
    public async Task Something_else_on_the_first_candidate_is_passed_over(string greeting)
    {
        var first = Ports.Next(8);
        using var foreign = new TcpListener(IPAddress.Loopback, first);
        foreign.Start();
        using var end = new CancellationTokenSource();
        var serving = ServeAsync();
        await using var party = new Party(2) { Topology = new JobTopology(0, 2, "127.0.0.1", new PortRange(first, 8), "7", 0) };
        await Task.WhenAll((await party.AllAsync()).Select(rank => Party.MeetAsync(rank, Party.Published)));
        await end.CancelAsync();
        await serving;

        async Task ServeAsync()
        {
            var held = new List<Socket>();
            while (!end.IsCancellationRequested)
            {
                try
                {
                    held.Add(await foreign.AcceptSocketAsync(end.Token));
                    if (greeting != "silent")
                        await held[^1].SendAsync(Encoding.ASCII.GetBytes(greeting == "closes" ? "" : greeting), end.Token);
                    if (greeting == "closes")
                        held[^1].Dispose();
                }
                catch (Exception exception) when (exception is OperationCanceledException or SocketException)
                {
                    // The worker has found what it looked for.
                }
            }

            held.ForEach(socket => socket.Dispose());
        }
    }

    [Test]
    public async Task Rank_0_listens_at_an_address_of_its_own_and_at_no_other()
    {
        await using var party = new Party(2) { Topology = new JobTopology(0, 2, "192.0.2.1", new PortRange(Ports.Next(), 1), "7", 0) };
        Assert.That((await Assert.ThrowsAsync<FairleadException>(party.HostAsync))!.Problem, Does.StartWith("MASTER_ADDR: expected one address of rank 0's node, found '192.0.2.1', which is 192.0.2.1"));
    }

    [Test]
    public async Task It_may_be_an_address_of_version_6()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Ignore("this machine has no IPv6");
        await using var party = new Party(2) { Topology = new JobTopology(0, 2, "::1", new PortRange(Ports.Next(), 1), "7", 0) };
        await Task.WhenAll((await party.AllAsync()).Select(rank => Party.MeetAsync(rank, Party.Published)));
    }

    [Test]
    public async Task Without_a_free_port_rank_0_says_so()
    {
        using var foreign = new TcpListener(IPAddress.Loopback, 0);
        foreign.Start();
        var port = ((IPEndPoint)foreign.LocalEndpoint).Port;
        await using var party = new Party(2, port);
        Assert.That((await Party.FailureAsync(party.HostAsync)).Problem, Does.StartWith($"expected a free port among {port} of 127.0.0.1, found none: "));
    }
}
