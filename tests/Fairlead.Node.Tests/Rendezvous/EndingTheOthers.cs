using Fairlead.Node.Rendezvous;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class EndingTheOthers
{
    private const int Haste = 20;

    // Only what is about life and death passes fast: a slow machine must still get a handshake done.
    private static Party HastyParty(int world, int deadline = 1800) => new(world)
    {
        Time = new HastyTime(Haste),
        Limits = new RendezvousLimits { Deadline = TimeSpan.FromSeconds(deadline), Greeting = TimeSpan.FromSeconds(2 * Haste), Handshake = TimeSpan.FromSeconds(5 * Haste) },
    };

    [Test]
    public async Task When_rank_0_gives_up_all_end_with_its_reason()
    {
        await using var party = new Party(4);
        var ranks = await party.AllAsync();
        var waiting = ranks[1..3].Select(rank => Party.MeetAsync(rank, Party.Published)).ToList();
        await Party.UntilAsync(() => !waiting.Any(meeting => meeting.IsCompleted));
        await Party.SoonAsync(ranks[0].AbortAsync("the build failed"));
        foreach (var meeting in waiting.Append(Party.MeetAsync(ranks[3], Party.Published)))
            Assert.That(await Party.FailureAsync(() => meeting), Has.Property("Problem").EqualTo("rank 0 gave up: the build failed").And.Property("Rank").EqualTo(0));
        Assert.That(ranks.Select(rank => rank.Broken.IsCancellationRequested), Is.All.True);
    }

    [Test]
    public async Task When_a_worker_gives_up_between_phases_all_end_with_its_reason()
    {
        await using var party = new Party(4);
        var ranks = await party.AllAsync();
        await Task.WhenAll(ranks.Select(rank => Party.MeetAsync(rank, Party.Published)));
        var waiting = new[] { 0, 2 }.Select(rank => Party.MeetAsync(ranks[rank], Party.Ready)).ToList();
        await Party.SoonAsync(ranks[3].AbortAsync("no space left"));
        foreach (var meeting in waiting)
            Assert.That(await Party.FailureAsync(() => meeting), Has.Property("Problem").EqualTo("rank 3 gave up: no space left").And.Property("Rank").EqualTo(3));
        await Party.UntilAsync(() => ranks[1].Broken.IsCancellationRequested);
    }

    [Test]
    public async Task What_rank_0_decides_on_is_cancelled_when_a_worker_gives_up()
    {
        await using var party = new Party(2);
        var ranks = await party.AllAsync();
        var meetings = new[] { Party.MeetAsync(ranks[0], Party.Published, async (_, token) => { await Task.Delay(Timeout.Infinite, token); return ""; }), Party.MeetAsync(ranks[1], Party.Published) };
        await Task.Delay(100);
        await ranks[1].AbortAsync("no");
        foreach (var meeting in meetings)
            Assert.That((await Party.FailureAsync(() => meeting)).Rank, Is.EqualTo(1));
    }

    [Test]
    public async Task A_worker_that_comes_after_rank_0_gave_up_still_learns_why()
    {
        await using var party = new Party(3);
        var host = await party.HostAsync();
        var first = Party.MeetAsync(await party.GuestAsync(1), Party.Published);
        var giving = host.AbortAsync("the build failed");
        await Party.UntilAsync(() => first.IsCompleted);
        var late = await party.GuestAsync(2);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(late, Party.Published))).Problem, Is.EqualTo("rank 0 gave up: the build failed"));
        await Party.SoonAsync(giving);
        await Assert.ThrowsAsync<RendezvousException>(() => first);
    }

    [Test]
    public async Task So_does_one_that_comes_after_another_worker_did_and_rank_0_leaves()
    {
        await using var party = new Party(3);
        var host = await party.HostAsync();
        var first = await party.GuestAsync(1);
        var giving = first.AbortAsync("no device");
        await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published));
        var leaving = host.DisposeAsync();
        Assert.That((await Party.FailureAsync(async () => await Party.MeetAsync(await party.GuestAsync(2), Party.Published))).Problem, Is.EqualTo("rank 1 gave up: no device"));
        await leaving;
        await giving;
    }

    [Test]
    public async Task A_worker_that_gives_up_before_it_found_rank_0_says_so_when_it_does()
    {
        await using var party = new Party(2);
        var worker = await party.GuestAsync(1);
        var giving = worker.AbortAsync("no device");
        var host = await party.HostAsync();
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published))).Problem, Is.EqualTo("rank 1 gave up: no device"));
        await Party.SoonAsync(giving);
    }

    [Test]
    public async Task A_worker_that_dies_is_named_and_all_end()
    {
        await using var party = HastyParty(3);
        var host = await party.HostAsync();
        var other = Party.MeetAsync(await party.GuestAsync(1), Party.Published);
        using (var dying = await Stranger.CallAsync(party.Port))
        {
            var (_, entry) = await dying.EntryAsync(Party.Secret, rank: 2, world: 3);
            await dying.SayAsync(entry);
            Assert.That(await dying.HearAsync(), Does.StartWith("WELCOME "));
        }

        Assert.That(await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published)), Has.Property("Rank").EqualTo(2).And.Property("Problem").Match(@"^rank 2 at 127\.0\.0\.1:\d+ is lost: its connection is closed, and it did not come back within 5 s$"));
        Assert.That((await Party.FailureAsync(() => other)).Rank, Is.EqualTo(2));
    }

    [Test]
    public async Task A_worker_that_falls_silent_is_named_and_all_end()
    {
        await using var party = HastyParty(3);
        var host = await party.HostAsync();
        var other = await party.GuestAsync(1);
        using var silent = await Stranger.CallAsync(party.Port);
        var (_, entry) = await silent.EntryAsync(Party.Secret, rank: 2, world: 3);
        await silent.SayAsync(entry);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published))).Problem, Does.Match(@"^rank 2 at 127\.0\.0\.1:\d+ is lost: it gave no sign of life for 15 s$"));
        await Party.UntilAsync(() => other.Broken.IsCancellationRequested);
    }

    [Test]
    public async Task Rank_0_that_dies_or_falls_silent_is_missed()
    {
        foreach (var (isSilent, expected) in new[] { (true, "rank 0 is lost: it gave no sign of life for 15 s"), (false, "rank 0 is lost: the connection to it is closed, and there was no other within 5 s: 127.0.0.1, port ") })
        {
            await using var party = HastyParty(2);
            using var impostor = await FalseHost.OpenAsync(party.Port, Party.Secret, isSilent);
            var worker = await party.GuestAsync(1);
            Assert.That(await Party.FailureAsync(() => Party.MeetAsync(worker, Party.Published)), Has.Property("Problem").StartsWith(expected).And.Property("Rank").EqualTo(0));
            Assert.That(worker.Broken.IsCancellationRequested, Is.True);
        }
    }

    [Test]
    public async Task Those_who_only_wait_for_long_are_not_lost()
    {
        await using var party = HastyParty(3);
        var ranks = await party.AllAsync();
        var early = ranks[..2].Select(rank => Party.MeetAsync(rank, Party.Published)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(60) / Haste);
        await Party.MeetAsync(ranks[2], Party.Published);
        await Party.SoonAsync(Task.WhenAll(early));
    }

    [Test]
    public async Task Who_never_comes_is_named_at_the_deadline()
    {
        await using var party = HastyParty(4, deadline: 60);
        var host = await party.HostAsync();
        var worker = Party.MeetAsync(await party.GuestAsync(2), Party.Published);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(host, Party.Published))).Problem, Is.EqualTo($"ranks 1, 3 did not come to 'published' of 'sha256:1' within 60 s; rank 0 listens at 127.0.0.1:{party.Port}").Or.Contains("rank 2 gave up: waited too long"));
        await Assert.ThrowsAsync<RendezvousException>(() => worker);
    }
}
