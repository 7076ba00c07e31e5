using Fairlead.Testing;

namespace Fairlead.Acceptance;

/// <summary>The test cluster's parts fail on demand, and nothing of it stays.</summary>
public sealed class TestClusterTroubles
{
    [Test]
    public async Task A_killed_node_is_down_and_its_jobs_fail_or_start_again()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 2);
        var failing = await SubmitAsync(cluster, "--no-requeue", "--nodelist=n2");
        var restarting = await SubmitAsync(cluster, "--nodes=2");
        await Eventually.HoldsAsync("the tasks of both jobs run", () => Task.FromResult(Tasks(cluster) == 3)); // a start cut short would fail the job by itself

        await cluster.KillNodeAsync("n2");
        await Eventually.HoldsAsync("one job fails", async () => await StateAsync(cluster, failing) == "NODE_FAIL");
        Assert.That((await cluster.SucceedAsync("sinfo", "--noheader", "--nodes=n2", "--partition=main", "--format=%T")).Output, Does.StartWith("down"));

        await cluster.StartNodeAsync("n2");
        await Eventually.HoldsAsync("the other runs again", async () => await StateAsync(cluster, restarting) == "RUNNING");
    }

    [Test]
    public async Task Without_the_controller_nothing_answers_until_it_is_back()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        var job = await SubmitAsync(cluster);
        await cluster.StopControllerAsync();
        Assert.That((await cluster.RunAsync("scontrol", "ping")).Output, Does.Contain("DOWN"));
        await cluster.StartControllerAsync();
        Assert.That(await StateAsync(cluster, job), Is.AnyOf("PENDING", "RUNNING"));
    }

    [Test]
    public async Task Without_munge_nothing_is_believed_until_it_is_back()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        await cluster.StopMungeAsync();
        Assert.That((await cluster.RunAsync("squeue")).Error, Does.Contain("authentication error"));
        await cluster.StartMungeAsync();
        await cluster.SucceedAsync("squeue");
    }

    [Test]
    public async Task Without_the_database_sacct_fails_until_it_is_back()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1, accounting: true);
        await cluster.StopDatabaseAsync();
        Assert.That((await cluster.RunAsync("sacct")).Error, Does.Contain("Problem talking to the database"));
        await cluster.StartDatabaseAsync();
        await cluster.SucceedAsync("sacct");
    }

    [Test]
    public async Task A_fault_takes_a_programs_place_until_mended()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        cluster.Fault("sinfo", "\"$REAL\" \"$@\" | tr a-z A-Z; exit 7");
        var faulty = await cluster.RunAsync("sinfo", "--noheader", "--format=%N");
        Assert.That((faulty.ExitCode, faulty.Output), Is.EqualTo((7, "N1\n")));
        cluster.Mend("sinfo");
        Assert.That((await cluster.SucceedAsync("sinfo", "--noheader", "--format=%N")).Output, Is.EqualTo("n1\n"));
        Assert.That(cluster.Calls(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task After_the_end_no_process_no_mount_and_no_file_is_left()
    {
        var cluster = await SlurmCluster.StartAsync(nodes: 2);
        await SubmitAsync(cluster, "--nodes=2");
        await Eventually.HoldsAsync("the job's tasks run on both nodes", () => Task.FromResult(Tasks(cluster) == 2));

        await cluster.DisposeAsync();
        Assert.That(Tasks(cluster), Is.Zero);
        Assert.That(Directory.EnumerateFiles("/proc", "mountinfo", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Where(file => TextOf(file).Contains(cluster.Directory, StringComparison.Ordinal)), Is.Empty);
        Assert.That(Directory.Exists(cluster.Directory), Is.False);
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task A_cluster_is_started_in_an_empty_directory_only()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => SlurmCluster.StartInAsync(cluster.Directory, 1, false));
        Assert.That(again!.Message, Does.Contain("is not empty"));
        await cluster.SucceedAsync("squeue");
    }

    /// <summary>A job that sleeps until it is ended, in tasks that carry the cluster's directory in their arguments.</summary>
    private static async Task<string> SubmitAsync(SlurmCluster cluster, params string[] options)
    {
        var script = Path.Combine(cluster.Shared, "sleep.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/bash\nsrun bash -c 'sleep 1000; :' {Marker(cluster)}\n");
        var result = await cluster.SucceedAsync("sbatch", ["--parsable", "--output=/dev/null", .. options, script]);
        return result.Output.Trim();
    }

    private static async Task<string> StateAsync(SlurmCluster cluster, string job) =>
        (await cluster.SucceedAsync("squeue", "--noheader", "--states=all", $"--jobs={job}", "--format=%T")).Output.Trim();

    private static string Marker(SlurmCluster cluster) => $"task-of-{cluster.Directory}";

    private static int Tasks(SlurmCluster cluster) =>
        Directory.EnumerateDirectories("/proc").Count(process => TextOf($"{process}/cmdline") is var line && line.StartsWith("/usr/bin/bash\0", StringComparison.Ordinal) && line.Contains(Marker(cluster), StringComparison.Ordinal));

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // no process, or not any more
        }
    }
}
