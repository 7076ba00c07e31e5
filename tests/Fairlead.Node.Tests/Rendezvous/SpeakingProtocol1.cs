using System.Net;
using System.Net.Sockets;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Rendezvous.Legacy;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class SpeakingProtocol1
{
    private static readonly ReadyGo Protocol = new("JOB7");

    [TestCase("READY JOB7 1\n")]
    [TestCase("READY JOB7 01\n")]
    public async Task Ranks_of_madengine_are_released_by_ours(string ready)
    {
        var topology = Topology(3);
        await using var host = await JoinAsync(topology);
        using var theirs = await Stranger.CallAsync(topology.Ports.First);
        await theirs.DripAsync(ready, TimeSpan.FromMilliseconds(1), CancellationToken.None);
        await using var ours = await JoinAsync(topology with { Rank = 2 });
        var words = await Task.WhenAll(Party.MeetAsync(host, Party.Published, payload: "sha256:1"), Party.MeetAsync(ours, Party.Published));
        Assert.That(words, Is.All.EqualTo("sha256:1"));
        Assert.That(await theirs.HearAsync(), Is.EqualTo("GO JOB7 1 sha256:1"));
    }

    [TestCase("GO JOB7 1\n", "")]
    [TestCase("GO JOB7 1 -\n", "")]
    [TestCase("GO JOB7 1 sha256:1\n", "sha256:1")]
    public async Task Ours_are_released_by_a_rank_0_of_madengine_whatever_sits_silent_on_other_candidates(string go, string expected)
    {
        var first = Ports.Next(2);
        using var silent = new TcpListener(IPAddress.Loopback, first);
        silent.Start();
        using var theirs = new TcpListener(IPAddress.Loopback, first + 1);
        theirs.Start();
        await using var ours = await JoinAsync(Topology(2) with { Rank = 1, Ports = new PortRange(first, 2) });
        var meeting = Party.MeetAsync(ours, Party.Published);
        using var connection = await theirs.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream());
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("READY JOB7 1"));
        await connection.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(go));
        Assert.That(await meeting, Is.EqualTo(expected));
    }

    [Test]
    public async Task Those_who_are_silent_reset_or_talk_nonsense_cost_the_others_nothing()
    {
        var topology = Topology(2);
        await using var host = await JoinAsync(topology);
        var strangers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Stranger.CallAsync(topology.Ports.First)));
        foreach (var stranger in strangers[..10])
            stranger.Reset();
        foreach (var line in new[] { "READY JOB8 1\n", "READY JOB7 2\n", "READY JOB7 0\n", "READY JOB7 x\n", "GET / HTTP/1.1\n", new string('x', 1000) })
        {
            using var stranger = await Stranger.CallAsync(topology.Ports.First);
            await stranger.SayAsync(System.Text.Encoding.ASCII.GetBytes(line));
            Assert.That(await stranger.IsShutOutAsync(), Is.True);
        }

        await using var ours = await JoinAsync(topology with { Rank = 1 });
        await Task.WhenAll(Party.MeetAsync(host, Party.Published), Party.MeetAsync(ours, Party.Published));
        foreach (var stranger in strangers)
            stranger.Dispose();
    }

    [Test]
    public async Task A_rank_whose_connection_closes_counts_no_more_until_it_comes_again()
    {
        var topology = Topology(2);
        await using var host = await JoinAsync(topology);
        using (var first = await Stranger.CallAsync(topology.Ports.First))
            await first.SayAsync("READY JOB7 1");
        await Task.Delay(100);
        var meeting = Party.MeetAsync(host, Party.Published);
        await Task.Delay(100);
        Assert.That(meeting.IsCompleted, Is.False);
        using var second = await Stranger.CallAsync(topology.Ports.First);
        await second.SayAsync("READY JOB7 1");
        await meeting;
    }

    [Test]
    public async Task Ranks_meet_again_and_again()
    {
        var topology = Topology(3);
        await using var host = await JoinAsync(topology);
        await using var first = await JoinAsync(topology with { Rank = 1 });
        await using var second = await JoinAsync(topology with { Rank = 2 });
        foreach (var round in Enumerable.Range(1, 5))
            Assert.That(await Task.WhenAll(new[] { host, first, second }.Select(rank => Party.MeetAsync(rank, Party.Ready, payload: $"{round}"))), Is.All.EqualTo($"{round}"));
    }

    [Test]
    public async Task Who_does_not_come_is_named_at_the_deadline()
    {
        var topology = Topology(3);
        var limits = new RendezvousLimits { Deadline = TimeSpan.FromMilliseconds(300) };
        await using var host = await JoinAsync(topology, limits);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published))).Problem, Does.StartWith("ranks 1, 2 did not come to 'published' of 'sha256:1' within "));
        await host.DisposeAsync();
        await using var worker = await JoinAsync(topology with { Rank = 1 }, limits);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(worker, Party.Published))).Problem, Does.StartWith("rank 0 did not end 'published' of 'sha256:1' within "));
    }

    [Test]
    public async Task It_carries_one_word_and_no_more()
    {
        var topology = Topology(2);
        await using var host = await JoinAsync(topology);
        using var theirs = await Stranger.CallAsync(topology.Ports.First);
        await theirs.SayAsync("READY JOB7 1");
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => Party.MeetAsync(host, Party.Published, payload: "two words")))!.Problem, Is.EqualTo("expected one short word for all ranks, found 9 characters: protocol 1 carries no more"));
    }

    [TestCase("SLURM_JOB_ID=7", "JOB7", 43507)]
    [TestCase("SLURM_JOB_ID=7;MASTER_PORT=1000;MAD_BARRIER_TOKEN=t", "t", 43007)]
    [TestCase("", "JOB0", 43500)]
    public void Token_and_ports_are_those_of_madengine(string variables, string token, int port)
    {
        var environment = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.That(ReadyGo.Of(environment, JobTopology.Read(environment)).Ready(3), Is.EqualTo($"READY {token} 3"));
        Assert.That(ReadyGo.Ports(environment), Is.EqualTo(new PortRange(port, 16)));
    }

    [Test]
    public async Task It_is_warned_of()
    {
        var log = new List<string>();
        await using var host = await Gathering.JoinLegacyAsync(Protocol, Topology(2), new RendezvousLimits(), TimeProvider.System, log.Add, CancellationToken.None);
        Assert.That(log, Has.One.StartsWith("warning: protocol 1 authenticates nobody"));
    }

    private static JobTopology Topology(int world) => new(0, world, "127.0.0.1", new PortRange(Ports.Next(), 1), "7", 0);

    private static Task<IRendezvous> JoinAsync(JobTopology topology, RendezvousLimits? limits = null) =>
        Gathering.JoinLegacyAsync(Protocol, topology, limits ?? new RendezvousLimits(), TimeProvider.System, _ => { }, CancellationToken.None);
}
