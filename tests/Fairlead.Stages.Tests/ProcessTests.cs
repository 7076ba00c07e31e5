using System.Diagnostics;
using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class ProcessTests : IDisposable
{
    // Starting a runtime takes a fraction of a second; this only keeps a hang from lasting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CacheWorld world = new();
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly List<Process> writers = [];

    [Test]
    public async Task Processes_that_want_the_same_result_run_one_body()
    {
        var first = Start("same");
        await Expect(first, "started");
        var second = Start("same");
        await ExpectWaiting(second);

        await first.StandardInput.WriteLineAsync("go");

        var ran = await first.StandardOutput.ReadLineAsync(patience.Token);
        Assert.That(ran, Does.StartWith("Ran "));
        Assert.That(await second.StandardOutput.ReadLineAsync(patience.Token), Is.EqualTo(ran!.Replace("Ran", "Hit", StringComparison.Ordinal)));
    }

    [Test]
    public async Task When_the_holder_is_killed_a_waiting_process_takes_over_and_nothing_half_is_seen()
    {
        var first = Start("same");
        await Expect(first, "started");
        var second = Start("same");
        await ExpectWaiting(second);

        first.Kill();

        await Expect(second, "started");
        Assert.That(world.Files("entries").Concat(world.Files("blobs")), Is.Empty);
        await second.StandardInput.WriteLineAsync("go");
        Assert.That(await second.StandardOutput.ReadLineAsync(patience.Token), Does.StartWith("Ran "));
    }

    [Test]
    public async Task Processes_with_different_keys_do_not_wait_for_each_other()
    {
        var (first, second) = (Start("one"), Start("other"));

        await Expect(first, "started");
        await Expect(second, "started");
    }

    [Test]
    public async Task What_a_killed_process_left_is_removed_after_six_hours_and_what_a_live_one_holds_is_not()
    {
        var (killed, alive) = (Start("killed"), Start("alive"));
        await Expect(killed, "started");
        await Expect(alive, "started");
        killed.Kill();
        await killed.WaitForExitAsync(patience.Token);
        Assert.That(Workspaces(), Is.EqualTo(2));

        await world.RunAsync(CacheWorld.Inputs(), cache: world.Open(new Clock(TimeSpan.FromHours(5))));
        Assert.That(Workspaces(), Is.EqualTo(2), "not six hours old");

        await world.RunAsync(CacheWorld.InputsOf("render"), cache: world.Open(new Clock(TimeSpan.FromHours(7))));
        Assert.That(Workspaces(), Is.EqualTo(1));

        await alive.StandardInput.WriteLineAsync("go");
        Assert.That(await alive.StandardOutput.ReadLineAsync(patience.Token), Does.StartWith("Ran "));
        Assert.That(Workspaces(), Is.Zero);
    }

    [Test]
    public async Task Pruning_leaves_a_running_process_what_it_works_on()
    {
        var writer = Start("running");
        await Expect(writer, "started");

        world.Open(new Clock(TimeSpan.FromDays(365))).Prune(TimeSpan.Zero);

        Assert.That(Workspaces(), Is.EqualTo(1));
        await writer.StandardInput.WriteLineAsync("go");
        Assert.That(await writer.StandardOutput.ReadLineAsync(patience.Token), Does.StartWith("Ran "));
    }

    public void Dispose()
    {
        foreach (var writer in writers)
        {
            writer.Kill();
            writer.WaitForExit();
            writer.Dispose();
        }

        patience.Dispose();
        world.Dispose();
    }

    private Process Start(string value)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Fairlead.Stages.Tests.Writer.dll");
        var writer = ChildProcess.Start("dotnet", ["exec", program, world.Root, value]);
        writers.Add(writer);
        return writer;
    }

    private async Task Expect(Process writer, string line)
    {
        var found = await writer.StandardOutput.ReadLineAsync(patience.Token);
        Assert.That(found, Is.EqualTo(line), () => writer.StandardError.ReadToEnd());
    }

    private async Task ExpectWaiting(Process writer) =>
        Assert.That(await writer.StandardError.ReadLineAsync(patience.Token), Does.StartWith("waiting  slow  writer  key "));

    private int Workspaces()
    {
        var folder = CacheWorld.LayoutOf(world.Root).Temporary;
        return Directory.EnumerateDirectories(folder).Count();
    }
}
