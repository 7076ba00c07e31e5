using Fairlead.Images.Cache;
using Fairlead.Primitives;
using Fairlead.Testing;
using NSubstitute;

namespace Fairlead.Images.Tests.Cache;

public sealed class TakingTurns : IDisposable
{
    private const string Reference = "team/alpha:1";
    private readonly StoreWorld world = new();
    private readonly CancellationTokenSource soon = new();

    [Test]
    public async Task Another_waits_until_the_holder_is_done()
    {
        var held = await world.Store.LeaseAsync(Reference, CancellationToken.None);
        var waiting = world.Open(StoreWorld.WriterOn("other-host")).LeaseAsync(Reference, CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        await held.DisposeAsync();
        await (await waiting).DisposeAsync();
        Assert.That(world.Files("leases").Select(Path.GetFileName), Is.EqualTo(["reaping.lock"]).Or.Empty);
    }

    [Test]
    public async Task Other_images_have_turns_of_their_own()
    {
        await using var one = await world.Store.LeaseAsync("a/b:c", CancellationToken.None);
        await using var other = await world.Store.LeaseAsync("a_b_c", CancellationToken.None);
        Assert.That(world.Files("leases").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Two_writers_with_the_same_process_number_on_two_hosts_never_hold_it_at_once() =>
        Assert.That(await MostAtOnceAsync(i => StoreWorld.WriterOn($"host{i}")), Is.EqualTo(1));

    [Test]
    public async Task The_turn_of_a_process_that_has_ended_here_is_taken_over_at_once()
    {
        world.WriteLease(Reference, Writer.Current with { Pid = await EndedProcessAsync() });
        await using var lease = await world.Store.LeaseAsync(Reference, Soon);
    }

    [Test]
    public async Task A_later_process_of_the_same_number_is_not_the_holder()
    {
        world.WriteLease(Reference, Writer.Current with { Started = Writer.Current.Started - 1 });
        await using var lease = await world.Store.LeaseAsync(Reference, Soon);
    }

    [TestCase(70, true)]
    [TestCase(50, false)]
    public async Task A_holder_out_of_sight_has_its_turn_until_it_was_silent_for_a_minute(int seconds, bool over)
    {
        world.WriteLease(Reference, StoreWorld.WriterOn("other-host"), silentFor: TimeSpan.FromSeconds(seconds));
        await AssertFreeAsync(over);
    }

    [TestCase(70, true)]
    [TestCase(50, false)]
    public async Task A_lease_whose_writer_never_finished_it_holds_for_a_minute(int seconds, bool over)
    {
        world.WriteLease(Reference, "{", TimeSpan.FromSeconds(seconds));
        await AssertFreeAsync(over);
    }

    [Test]
    public async Task Many_that_find_a_dead_holder_still_take_turns()
    {
        world.WriteLease(Reference, Writer.Current with { Pid = await EndedProcessAsync() });
        Assert.That(await MostAtOnceAsync(_ => Writer.Current), Is.EqualTo(1));
    }

    [Test]
    public async Task A_holder_shows_that_it_lives()
    {
        await using var lease = await world.Open(Writer.Current, new Clock(TimeSpan.Zero)).LeaseAsync(Reference, CancellationToken.None);
        var path = world.LeaseOf(Reference);
        var text = await File.ReadAllTextAsync(path);
        var before = DateTime.UtcNow - TimeSpan.FromMinutes(1);
        File.SetLastWriteTimeUtc(path, before);
        await Eventually.HoldsAsync("the lease is renewed", () => Task.FromResult(File.GetLastWriteTimeUtc(path) > before));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(text));
    }

    [Test]
    public async Task Who_lost_a_turn_leaves_it_to_the_new_holder()
    {
        var lost = await world.Store.LeaseAsync(Reference, CancellationToken.None);
        world.WriteLease(Reference, StoreWorld.WriterOn("other-host"));
        var text = await File.ReadAllTextAsync(world.LeaseOf(Reference));
        await lost.DisposeAsync();
        Assert.That(await File.ReadAllTextAsync(world.LeaseOf(Reference)), Is.EqualTo(text));
    }

    [Test]
    public async Task Who_waits_for_too_long_learns_who_holds_it()
    {
        world.WriteLease(Reference, StoreWorld.WriterOn("other-host"));
        var impatient = new LeaseFolder(new StoreLayout(world.Root), Writer.Current, TimeProvider.System);
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => impatient.TakeAsync(EntryName.Of(Reference), TimeSpan.Zero, CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain("other-host").And.Contain(world.LeaseOf(Reference)));
    }

    [Test]
    public async Task A_lease_that_cannot_be_renewed_does_not_end_the_process()
    {
        TimerCallback beat = _ => { };
        var time = Substitute.For<TimeProvider>();
        time.CreateTimer(Arg.Do<TimerCallback>(callback => beat = callback), Arg.Any<object?>(), Arg.Any<TimeSpan>(), Arg.Any<TimeSpan>()).Returns(Substitute.For<ITimer>());
        var unwritable = Directory.CreateDirectory(Path.Combine(world.Root, "lease")).FullName;
        await using var lease = new ImageLease(unwritable, "holder", time);
        Assert.That(() => beat(null), Throws.Nothing);
        Directory.Delete(unwritable);
    }

    public void Dispose()
    {
        soon.Dispose();
        world.Dispose();
    }

    // Far below the minute after which a silent holder would lose its turn.
    private CancellationToken Soon
    {
        get
        {
            soon.CancelAfter(TimeSpan.FromSeconds(30));
            return soon.Token;
        }
    }

    private async Task AssertFreeAsync(bool free)
    {
        soon.CancelAfter(free ? TimeSpan.FromSeconds(30) : TimeSpan.FromMilliseconds(200));
        if (free)
            await using (await world.Store.LeaseAsync(Reference, soon.Token))
                return;
        await Assert.CatchAsync<OperationCanceledException>(() => world.Store.LeaseAsync(Reference, soon.Token));
    }

    private async Task<int> MostAtOnceAsync(Func<int, Writer> writerOf)
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                await using var lease = await world.Open(writerOf(i)).LeaseAsync(Reference, Soon);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        })));
        return most;
    }

    private static async Task<int> EndedProcessAsync()
    {
        using var process = ChildProcess.Start("true", []);
        await process.WaitForExitAsync();
        return process.Id;
    }
}
