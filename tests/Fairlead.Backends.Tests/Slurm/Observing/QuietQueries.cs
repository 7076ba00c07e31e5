using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>On a cluster of its own, for its calls are counted.</summary>
public sealed class QuietQueries
{
    [Test]
    public async Task However_many_runs_are_asked_for_the_scheduler_is_asked_once()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1, accounting: true);
        using var jobs = new ObservedJobs(cluster);
        var known = await jobs.SubmitAsync("true");
        await jobs.EndsAsync(known);
        var forgotten = Enumerable.Range(1_000_000, 499).Select(id => jobs.Intend() with { BackendId = $"{id}" }).ToList();
        foreach (var run in forgotten)
            Directory.CreateDirectory(jobs.FileOf(run, "state/claim"));

        foreach (var count in new[] { 1, 50, 500 })
        {
            var before = cluster.Calls().Count;
            List<Run> asked = [known, .. forgotten.Take(count - 1)];
            var statuses = await jobs.Query.QueryAsync(asked, CancellationToken.None);
            Assert.That(statuses, Has.Count.EqualTo(count));
            Assert.That(statuses[known.Id].State, Is.EqualTo(RunState.Succeeded));
            Assert.That(asked.Skip(1).Select(run => statuses[run.Id].State).Distinct(), Is.SubsetOf(new[] { RunState.Unknown }));
            var calls = cluster.Calls().Skip(before).Select(call => string.Join(' ', call.Split(' ').Take(2))).ToList();
            Assert.That(calls, Is.EqualTo(count == 1 ? ["login squeue"] : new[] { "login squeue", "login sacct" }));
        }
    }
}
