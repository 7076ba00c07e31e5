using Fairlead.Testing;

namespace Fairlead.Primitives.Tests;

/// <summary>Waiting for what has to be looked at.</summary>
public sealed class Polling
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(12));
    private readonly PauseTime time = new();
    private readonly List<double> looks = [];

    [Test]
    public async Task What_is_so_at_once_is_not_waited_for()
    {
        Assert.That(await UntilAsync(1), Is.EqualTo(1));
        Assert.That(looks, Is.EqualTo(new[] { 0.0 }));
    }

    [Test]
    public async Task Pauses_grow_up_to_their_limit()
    {
        Assert.That(await UntilAsync(5), Is.EqualTo(5));
        Assert.That(looks, Is.EqualTo(new[] { 0.0, 1, 3, 7, 11 }));
    }

    [Test]
    public async Task Patience_ends_with_one_more_look_and_an_error_about_it()
    {
        var exception = await Assert.ThrowsAsync<FairleadException>(() => UntilAsync(100));
        Assert.That(exception!.Problem, Is.EqualTo("still 6"));
        Assert.That(looks, Is.EqualTo(new[] { 0.0, 1, 3, 7, 11, 15 }));
    }

    [Test]
    public async Task Who_only_watches_gets_what_was_seen_last() =>
        Assert.That(await Patiently.WatchAsync(LookAsync, seen => seen == 100, time, CancellationToken.None), Is.EqualTo(6));

    [Test]
    public async Task A_look_that_fails_ends_the_waiting() => await Assert.ThrowsAsync<InvalidDataException>(
        () => Patiently.UntilAsync<int>(() => throw new InvalidDataException(), _ => false, _ => new FairleadException(ExitCode.Unclear, "late"), time, CancellationToken.None));

    [Test]
    public void Whoever_waits_can_be_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Patiently.UntilAsync(() => Task.FromResult(false), done => done, _ => new FairleadException(ExitCode.Unclear, "late"), TimeProvider.System, stop.Token);
        stop.Cancel();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<int> UntilAsync(int wanted) =>
        Patiently.UntilAsync(LookAsync, seen => seen == wanted, seen => new FairleadException(ExitCode.Unclear, $"still {seen}"), time, CancellationToken.None);

    private Task<int> LookAsync()
    {
        looks.Add(time.GetElapsedTime(0).TotalSeconds);
        return Task.FromResult(looks.Count);
    }
}
