using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Local;

public sealed class LocalCancellation
{
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task Ends_also_what_a_rank_moved_to_a_session_of_its_own()
    {
        var run = await workshop.StartAsync("sleep 600 & setsid sleep 600 & echo up; wait", nodes: 2, processes: 2);
        Assert.That(() => RunProcesses.Below(run.Directory).Count, Is.GreaterThanOrEqualTo(12).After(10_000, 20));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
    }

    [Test]
    public async Task Reaches_ranks_whose_launch_script_was_killed()
    {
        var run = await workshop.StartAsync("echo up; sleep 600", processes: 2);
        Assert.That(async () => (await workshop.LogsAsync(run, new())).Count, Is.EqualTo(2).After(10_000, 20));
        var script = int.Parse((await File.ReadAllTextAsync(Path.Combine(run.Directory, "state/pid"))).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        using (var process = System.Diagnostics.Process.GetProcessById(script))
            process.Kill();
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Ends_what_a_finished_run_left_behind_in_a_session_of_its_own()
    {
        var run = await workshop.StartAsync("setsid sleep 600 & sleep 0.2");
        await workshop.FinishAsync(run);
        Assert.That(RunProcesses.Below(run.Directory), Is.Not.Empty);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded));
    }
}
