using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>Signals that mean what a job makes of them: to save a checkpoint, most of all.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class WarningSignals(Subject backend) : ContractTest(backend)
{
    [TestCase(0)]
    [TestCase(3)]
    public async Task They_reach_every_rank_and_what_the_ranks_exit_with_decides(int exitCode)
    {
        var script = $"trap 'echo HUP' HUP; trap 'echo USR1' USR1; trap 'echo USR2; exit {exitCode}' USR2; echo ready; for i in $(seq 6000); do sleep 0.1; done 2>/dev/null";
        var run = await workshop.StartAsync(script, processes: 2);
        await SaidAsync("ready");
        foreach (var signal in new[] { "HUP", "USR1" })
        {
            await workshop.WarnAsync(run, signal);
            await SaidAsync(signal);
        }

        // The first rank that exits with an error ends the other, which may not come to say anything.
        await workshop.WarnAsync(run, "USR2");
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode), Is.EqualTo((exitCode == 0 ? RunState.Succeeded : RunState.Failed, (int?)exitCode)), status.Reason);

        Task SaidAsync(string word) => Eventually.HoldsAsync($"both ranks say {word}", async () =>
            (await workshop.LogsAsync(run, new LogQuery())).Where(line => line.Text == word).DistinctBy(line => line.Source).Count() == 2);
    }
}
