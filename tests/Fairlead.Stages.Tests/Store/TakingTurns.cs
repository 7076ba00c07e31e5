using Fairlead.Primitives;
using Fairlead.Stages.Store;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests.Store;

public sealed class TakingTurns : IDisposable
{
    private const string Name = "alpha";
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private readonly StoreWorld world = new();
    private readonly CancellationTokenSource soon = new();

    [Test]
    public async Task Another_waits_until_the_holder_is_done()
    {
        var held = await world.Store.Leases.TakeAsync(Name, Patience, CancellationToken.None);
        var waiting = world.Open(StoreWorld.WriterOn("other-host")).Leases.TakeAsync(Name, Patience, CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        held.Dispose();
        (await waiting).Dispose();
        Assert.That(world.Files("leases").Select(Path.GetFileName), Is.EqualTo(["reaping.lock"]).Or.Empty);
    }

    [Test]
    public async Task Other_things_have_turns_of_their_own()
    {
        using var one = await world.Store.Leases.TakeAsync("beta", Patience, CancellationToken.None);
        using var other = await world.Store.Leases.TakeAsync("gamma", Patience, CancellationToken.None);
        Assert.That(world.Files("leases").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Two_writers_with_the_same_process_number_on_two_hosts_never_hold_it_at_once() =>
        Assert.That(await MostAtOnceAsync(i => StoreWorld.WriterOn($"host{i}")), Is.EqualTo(1));

    [Test]
    public async Task The_turn_of_a_process_that_has_ended_here_is_taken_over_at_once()
    {
        world.WriteLease(Name, Writer.Current with { Pid = await EndedProcessAsync() });
        using var lease = await world.Store.Leases.TakeAsync(Name, Patience, Soon);
    }

    [Test]
    public async Task A_later_process_of_the_same_number_is_not_the_holder()
    {
        world.WriteLease(Name, Writer.Current with { Started = Writer.Current.Started - 1 });
        using var lease = await world.Store.Leases.TakeAsync(Name, Patience, Soon);
    }

    [TestCase(70, true)]
    [TestCase(50, false)]
    public async Task A_holder_out_of_sight_has_its_turn_until_it_was_silent_for_a_minute(int seconds, bool over)
    {
        world.WriteLease(Name, StoreWorld.WriterOn("other-host"), silentFor: TimeSpan.FromSeconds(seconds));
        await AssertFreeAsync(over);
    }

    [TestCase(70, true)]
    [TestCase(50, false)]
    public async Task A_lease_whose_writer_never_finished_it_holds_for_a_minute(int seconds, bool over)
    {
        world.WriteLease(Name, "{", TimeSpan.FromSeconds(seconds));
        await AssertFreeAsync(over);
    }

    [Test]
    public async Task A_holder_in_sight_has_its_turn_for_as_long_as_it_lives_even_if_it_is_suspended()
    {
        world.WriteLease(Name, Writer.Current, silentFor: TimeSpan.FromHours(1));
        await AssertFreeAsync(free: false);
    }

    [Test]
    public async Task Many_that_find_a_dead_holder_still_take_turns()
    {
        world.WriteLease(Name, Writer.Current with { Pid = await EndedProcessAsync() });
        Assert.That(await MostAtOnceAsync(_ => Writer.Current), Is.EqualTo(1));
    }

    [Test]
    public async Task A_holder_shows_that_it_lives()
    {
        using var lease = await world.Open(Writer.Current, new HastyTime(100)).Leases.TakeAsync(Name, Patience, CancellationToken.None);
        var path = world.Layout.LeaseOf(Name);
        var text = await File.ReadAllTextAsync(path);
        var before = DateTime.UtcNow - TimeSpan.FromMinutes(1);
        File.SetLastWriteTimeUtc(path, before);
        await Eventually.HoldsAsync("the lease is renewed", () => Task.FromResult(File.GetLastWriteTimeUtc(path) > before));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(text));
    }

    [Test]
    public async Task Who_lost_a_turn_leaves_it_to_the_new_holder()
    {
        var lost = await world.Store.Leases.TakeAsync(Name, Patience, CancellationToken.None);
        world.WriteLease(Name, StoreWorld.WriterOn("other-host"));
        var text = await File.ReadAllTextAsync(world.Layout.LeaseOf(Name));
        lost.Dispose();
        Assert.That(await File.ReadAllTextAsync(world.Layout.LeaseOf(Name)), Is.EqualTo(text));
    }

    [Test]
    public async Task Who_waits_for_too_long_learns_who_holds_it()
    {
        world.WriteLease(Name, StoreWorld.WriterOn("other-host"));
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => world.Store.Leases.TakeAsync(Name, TimeSpan.Zero, CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain("other-host").And.Contain(world.Layout.LeaseOf(Name)));
    }

    [Test]
    public async Task A_lease_that_cannot_be_renewed_does_not_end_the_process()
    {
        var time = new HeldTimer();
        var unwritable = Directory.CreateDirectory(Path.Combine(world.Root, "lease")).FullName;
        using var lease = new Lease(unwritable, "holder", time);
        Assert.That(() => time.Beat!(null), Throws.Nothing);
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
            using (await world.Store.Leases.TakeAsync(Name, Patience, soon.Token))
                return;
        await Assert.CatchAsync<OperationCanceledException>(() => world.Store.Leases.TakeAsync(Name, Patience, soon.Token));
    }

    private async Task<int> MostAtOnceAsync(Func<int, Writer> writerOf)
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                using var lease = await world.Open(writerOf(i)).Leases.TakeAsync(Name, Patience, Soon);
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

    /// <summary>Timers that only a test sets off.</summary>
    private sealed class HeldTimer : TimeProvider
    {
        public TimerCallback? Beat { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Beat = callback;
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
