using Fairlead.Node.Rendezvous;
using Fairlead.Node.Topology;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class KeepingGenerationsApart
{
    [Test]
    public async Task Ranks_at_different_images_end_each_other()
    {
        await using var party = new Party(3);
        var ranks = await party.AllAsync();
        var waiting = Party.MeetAsync(ranks[1], Party.Published);
        var strayed = Party.MeetAsync(ranks[2], new Phase("published", "sha256:2"));
        foreach (var meeting in new[] { Party.MeetAsync(ranks[0], Party.Published), waiting, strayed })
            Assert.That(await Party.FailureAsync(() => meeting), Has.Property("Rank").EqualTo(2).And.Property("Problem").StartsWith("rank 2 is at 'published' of 'sha256:2', and rank 0 at 'published' of 'sha256:1'"));
    }

    [Test]
    public async Task So_do_ranks_that_count_their_meetings_differently()
    {
        await using var party = new Party(3);
        var ranks = await party.AllAsync();
        await Task.WhenAll(ranks.Select(rank => Party.MeetAsync(rank, Party.Published)));
        await ranks[2].DisposeAsync();
        var restarted = Party.MeetAsync(await party.GuestAsync(2), Party.Ready);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(ranks[0], Party.Ready))).Problem, Does.StartWith("rank 2 is at 'ready' of 'sha256:1', and rank 0 at"));
        await Party.FailureAsync(() => restarted);
    }

    [Test]
    public async Task The_second_image_is_never_met_for_by_some_when_the_first_failed_on_one()
    {
        await using var party = new Party(4);
        var ranks = await party.AllAsync();
        var passed = new List<string>();
        await Task.WhenAll(ranks.Select((rank, number) => Assert.ThrowsAsync<RendezvousException>(() => PrepareAsync(rank, number))));
        Assert.That(passed.Distinct(), Is.EqualTo(new[] { "published of 1" }));

        async Task PrepareAsync(IRendezvous rank, int number)
        {
            foreach (var image in new[] { "1", "2" })
            {
                await Party.MeetAsync(rank, new Phase("published", image));
                lock (passed)
                    passed.Add($"published of {image}");
                if (number == 2)
                    await rank.AbortAsync("cannot be loaded");
                await Party.MeetAsync(rank, new Phase("ready", image));
                lock (passed)
                    passed.Add($"ready of {image}");
            }
        }
    }

    [TestCase("world", "rank 0 refuses rank 1: rank 0 counts 3 nodes, rank 1 counts 4")]
    [TestCase("attempt", "rank 0 refuses rank 1: attempt 0 of the job is over, this is 1")]
    public async Task A_worker_that_does_not_belong_here_is_told_so(string what, string expected)
    {
        await using var party = new Party(3) { Topology = new JobTopology(0, 3, "127.0.0.1", new PortRange(Ports.Next(), 1), "7", 1) };
        await party.HostAsync();
        var worker = await party.GuestAsync(1, change: topology => what == "world" ? topology with { World = 4 } : topology with { Attempt = 0 });
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(worker, Party.Published))).Problem, Is.EqualTo(expected));
    }

    [Test]
    public async Task Rank_0_of_another_job_or_of_an_attempt_that_ends_is_passed_over()
    {
        foreach (var change in new Func<JobTopology, JobTopology>[] { topology => topology with { Job = "8" }, topology => topology with { Attempt = 1 } })
        {
            var former = new Party(2);
            await former.HostAsync();
            await using var party = new Party(2) { Topology = change(former.Topology) };
            var worker = Party.MeetAsync(await party.GuestAsync(1), Party.Published);
            await Task.Delay(100);
            await former.DisposeAsync();
            await Party.MeetAsync(await party.HostAsync(), Party.Published);
            await worker;
        }
    }

    [Test]
    public async Task Two_processes_of_one_rank_are_one_too_many()
    {
        await using var party = new Party(3);
        var host = await party.HostAsync();
        var first = await party.GuestAsync(1);
        var meeting = Party.MeetAsync(first, Party.Published);
        await Task.Delay(200);
        var second = await party.GuestAsync(1);
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(second, Party.Published))).Problem, Does.StartWith("rank 0 refuses rank 1: another process is rank 1, at 127.0.0.1:"));
        await Task.WhenAll(Party.MeetAsync(host, Party.Published), Party.MeetAsync(await party.GuestAsync(2), Party.Published), meeting);
    }

    [Test]
    public async Task A_worker_that_comes_back_counts_once_and_misses_nothing()
    {
        await using var party = new Party(3);
        await using var between = new Relay(party.Port);
        var host = await party.HostAsync();
        var worker = await party.GuestAsync(1, change: topology => topology with { Ports = new PortRange(between.Port, 1) });
        var first = Party.MeetAsync(host, Party.Published);
        var second = Party.MeetAsync(worker, Party.Published);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await between.CutAsync();
            Assert.That(first.IsCompleted, Is.False);
        }

        var other = await party.GuestAsync(2);
        await Task.WhenAll(first, second, Party.MeetAsync(other, Party.Published));
        await between.CutAsync();
        await Task.WhenAll(new[] { host, worker, other }.Select(rank => Party.MeetAsync(rank, Party.Ready)));
    }

    [Test]
    public async Task A_slow_network_only_takes_longer()
    {
        await using var party = new Party(2);
        await using var between = new Relay(party.Port) { Delay = TimeSpan.FromMilliseconds(200) };
        var host = await party.HostAsync();
        var worker = await party.GuestAsync(1, change: topology => topology with { Ports = new PortRange(between.Port, 1) });
        foreach (var phase in new[] { Party.Published, Party.Ready })
            await Task.WhenAll(Party.MeetAsync(host, phase), Party.MeetAsync(worker, phase));
    }

    [Test]
    public async Task Progress_extends_the_patience_of_those_who_wait()
    {
        await using var party = new Party(3) { Time = new HastyTime(10), Limits = new RendezvousLimits { Deadline = TimeSpan.FromSeconds(20), Greeting = TimeSpan.FromSeconds(20), Handshake = TimeSpan.FromSeconds(50), Silence = TimeSpan.FromSeconds(150) } };
        var ranks = await party.AllAsync();
        var workers = ranks[1..].Select(rank => Party.MeetAsync(rank, Party.Published)).ToList();
        await Party.MeetAsync(ranks[0], Party.Published, BuildAsync);
        await Task.WhenAll(workers);

        async Task<string> BuildAsync(System.Collections.Immutable.ImmutableArray<string> notes, CancellationToken cancellationToken)
        {
            foreach (var layer in Enumerable.Range(1, 30))
            {
                ranks[0].Progress.Report($"built {layer} of 50 layers");
                await Task.Delay(100, cancellationToken);
            }

            return "";
        }
    }

    [Test]
    public async Task Without_progress_the_last_word_of_rank_0_is_told()
    {
        await using var party = new Party(2) { Limits = new RendezvousLimits { Deadline = TimeSpan.FromSeconds(2) } };
        var ranks = await party.AllAsync();
        var building = Party.MeetAsync(ranks[0], Party.Published, async (_, token) =>
        {
            ranks[0].Progress.Report("built 1 of 50 layers");
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        Assert.That((await Party.FailureAsync(() => Party.MeetAsync(ranks[1], Party.Published))).Problem, Does.Match(@"^rank 0 at 127\.0\.0\.1:\d+ did not end 'published' of 'sha256:1' within 2 s; its last word was: built 1 of 50 layers$"));
        Assert.That((await Party.FailureAsync(() => building)).Problem, Is.EqualTo("rank 1 gave up: waited too long at 'published' of 'sha256:1'"));
    }
}
