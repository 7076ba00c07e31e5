using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests.Store;

public sealed class PassingTheGate : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StoreWorld world = new();

    [Test]
    public void Those_who_read_and_publish_are_inside_together()
    {
        using var one = world.Store.Gate.Enter();
        using var other = world.Store.Gate.Enter();
    }

    [Test]
    public async Task Nobody_overtakes_a_pruner_that_waits_for_those_inside()
    {
        var inside = world.Store.Gate.Enter();
        var pruner = Task.Run(() => world.Store.Gate.EnterAlone());
        await InTheDoorAsync();
        var late = Task.Run(() => world.Store.Gate.Enter());

        inside.Dispose();
        var alone = await pruner.WaitAsync(Patience);

        Assert.That(late.IsCompleted, Is.False);
        alone.Dispose();
        (await late.WaitAsync(Patience)).Dispose();
    }

    [Test]
    public async Task A_pruner_that_comes_again_waits_for_those_who_waited_for_it()
    {
        var first = world.Store.Gate.EnterAlone();
        var waiting = Task.Run(() => world.Store.Gate.Enter());
        await InTheDoorAsync();
        var second = Task.Run(() => world.Store.Gate.EnterAlone());

        first.Dispose();
        var inside = await waiting.WaitAsync(Patience);

        Assert.That(second.IsCompleted, Is.False);
        inside.Dispose();
        (await second.WaitAsync(Patience)).Dispose();
    }

    [Test]
    public void Who_is_called_off_waits_no_longer()
    {
        using var alone = world.Store.Gate.EnterAlone();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.That(() => world.Store.Gate.Enter(soon.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    public void Dispose() => world.Dispose();

    private Task InTheDoorAsync() => Eventually.HoldsAsync("somebody stands in the door", () =>
    {
        using var door = FileLock.TryExclusive(world.Layout.Door);
        return Task.FromResult(door is null);
    });
}
