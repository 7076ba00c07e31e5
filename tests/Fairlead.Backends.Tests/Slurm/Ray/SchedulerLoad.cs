using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Ray;

/// <summary>What bringing Ray up asks of the scheduler, which counts it, on a cluster that nobody else uses.</summary>
public sealed partial class SchedulerLoad
{
    [Test]
    public async Task One_step_is_created_whatever_the_number_of_nodes()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 8);
        foreach (var nodes in new[] { 1, 2, 8 })
        {
            await using var jobs = new RayJobs(cluster);
            await CountsAsync(cluster, "--reset");
            var run = await jobs.StartAsync("true", nodes);
            Assert.That((await jobs.EndAsync(run)).State, Is.EqualTo(RunState.Succeeded), () => jobs.Said(run));
            var load = await CountsAsync(cluster);
            Assert.That(Created().Match(load).Groups[1].Value, Is.EqualTo("1"), load);
            Assert.That(jobs.Steps(run), Is.EqualTo(1));
        }
    }

    private static async Task<string> CountsAsync(SlurmCluster cluster, params string[] options)
    {
        var result = await ChildProcess.RunAsync("sdiag", options, environment: cluster.Environment);
        Assert.That(result.Succeeded, Is.True, result.Error);
        return result.Output;
    }

    [GeneratedRegex(@"REQUEST_JOB_STEP_CREATE\s*\(\s*\d+\)\s*count:(\d+)")]
    private static partial Regex Created();
}
