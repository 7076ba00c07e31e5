using System.Collections.Immutable;
using Fairlead.Node.Rendezvous;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class MeetingAtAPhase
{
    [TestCase(2)]
    [TestCase(64)]
    public async Task All_ranks_go_on_with_what_rank_0_decides(int world)
    {
        await using var party = new Party(world);
        var ranks = await party.AllAsync();
        var decisions = await Task.WhenAll(ranks.Select((rank, number) => Party.MeetAsync(rank, Party.Published, payload: $"of {number}")));
        Assert.That(decisions, Is.All.EqualTo("of 0"));
    }

    [Test]
    public async Task Rank_0_decides_once_and_knows_what_each_rank_had_to_say()
    {
        await using var party = new Party(3);
        var ranks = await party.AllAsync();
        var seen = new List<ImmutableArray<string>>();
        await Task.WhenAll(ranks.Select((rank, number) => rank.MeetAsync(Party.Published, $"note {number}\nü", (notes, _) => Decide(notes), CancellationToken.None)));
        Assert.That(seen, Has.Count.EqualTo(1));
        Assert.That(seen[0], Is.EqualTo(new[] { "note 0\nü", "note 1\nü", "note 2\nü" }));

        Task<string> Decide(ImmutableArray<string> notes)
        {
            seen.Add(notes);
            return Task.FromResult("");
        }
    }

    [Test]
    public async Task Nobody_goes_on_before_the_last_is_there()
    {
        await using var party = new Party(4);
        var ranks = await party.AllAsync();
        var early = ranks[..3].Select(rank => Party.MeetAsync(rank, Party.Published)).ToList();
        await Task.Delay(200);
        Assert.That(early.Select(meeting => meeting.IsCompleted), Is.All.False);
        await Party.MeetAsync(ranks[3], Party.Published);
        await Party.SoonAsync(Task.WhenAll(early));
    }

    [Test]
    public async Task Each_phase_is_one_meeting_for_each_rank_and_none_is_in_two_at_once()
    {
        await using var party = new Party(4);
        var ranks = await party.AllAsync();
        var at = new int[4];
        await Task.WhenAll(ranks.Select((rank, number) => GoAsync(rank, number)));
        Assert.That(at, Is.All.EqualTo(20));

        async Task GoAsync(IRendezvous rank, int number)
        {
            foreach (var round in Enumerable.Range(1, 20))
            {
                at[number] = round;
                Assert.That(at.Max() - at.Min(), Is.LessThanOrEqualTo(1));
                await Party.MeetAsync(rank, new Phase(round % 2 == 0 ? "ready" : "published", "x"), payload: $"{round}");
            }
        }
    }

    [Test]
    public async Task A_payload_may_have_128_KiB_and_a_note_too()
    {
        await using var party = new Party(2);
        var ranks = await party.AllAsync();
        var text = new string('x', 128 * 1024);
        Assert.That(await Task.WhenAll(ranks.Select(rank => Party.MeetAsync(rank, Party.Published, text, text))), Is.All.EqualTo(text));
        Assert.That(await Assert.ThrowsAsync<FairleadException>(() => Party.MeetAsync(ranks[1], Party.Ready, text + "x")), Has.Message.EqualTo("expected a note of at most 131072 bytes, found 131073"));
    }

    [Test]
    public async Task Workers_that_come_first_find_rank_0_when_it_comes()
    {
        await using var party = new Party(3);
        var workers = new[] { await party.GuestAsync(1), await party.GuestAsync(2) }.Select(rank => Party.MeetAsync(rank, Party.Published)).ToList();
        await Task.Delay(500);
        await Party.MeetAsync(await party.HostAsync(), Party.Published);
        await Party.SoonAsync(Task.WhenAll(workers));
    }

    [Test]
    public async Task Rank_0_says_who_came_when()
    {
        await using var party = new Party(3);
        await Task.WhenAll((await party.AllAsync()).Select(rank => Party.MeetAsync(rank, Party.Published)));
        Assert.That(party.Log, Has.Some.Match(@"^all 3 ranks were at 'published' of 'sha256:1', the last, rank \d, after \+\d+\.\d{3} s: 0 127\.0\.0\.1 \+.* s, 1 127\.0\.0\.1 \+.* s, 2 127\.0\.0\.1 \+.* s$"));
    }

    [Test]
    public async Task A_rank_that_has_what_it_came_for_may_leave_and_the_others_stay_together()
    {
        await using var party = new Party(3);
        var ranks = await party.AllAsync();
        await Task.WhenAll(ranks.Select(rank => Party.MeetAsync(rank, Party.Published)));
        await ranks[2].DisposeAsync();
        Assert.That(ranks[1].Broken.IsCancellationRequested, Is.False);
        await ranks[0].DisposeAsync();
        Assert.That(ranks[1].Broken.IsCancellationRequested, Is.False);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(ranks[1], Party.Ready))).Problem, Is.EqualTo("rank 0 has left before all were at 'ready' of 'sha256:1'"));
    }

    [Test]
    public async Task A_rank_that_leaves_too_early_ends_the_others()
    {
        await using var party = new Party(3);
        var ranks = await party.AllAsync();
        await Task.WhenAll(ranks.Select(rank => Party.MeetAsync(rank, Party.Published)));
        var waiting = Party.MeetAsync(ranks[1], Party.Ready);
        await ranks[2].DisposeAsync();
        Assert.That(await Party.FailureAsync(() => Party.MeetAsync(ranks[0], Party.Ready)), Has.Property("Problem").EqualTo("rank 2 has left before all were at 'ready' of 'sha256:1'").And.Property("Rank").EqualTo(2));
        Assert.That((await Party.FailureAsync(() => waiting)).Rank, Is.EqualTo(2));
    }

    [Test]
    public async Task A_single_rank_meets_itself_and_opens_nothing()
    {
        await using var party = new Party(1);
        var alone = await party.HostAsync();
        Assert.That(await Party.MeetAsync(alone, Party.Published, "n", "p"), Is.EqualTo("p"));
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => Stranger.CallAsync(party.Port));
    }
}
