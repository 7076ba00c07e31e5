using Fairlead.Primitives;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>Logs: tail, follow, resume, ranks.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class ReadingLogs(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task A_rank_that_the_run_does_not_have_is_refused()
    {
        var run = await workshop.StartAsync("echo here", processes: 2);
        await workshop.FinishAsync(run);
        Assert.That(
            async () => await workshop.Executor.ReadLogsAsync(run, new LogQuery(Member: 2), CancellationToken.None).ToListAsync(),
            Throws.InstanceOf<FairleadException>().With.Message.Contains("--rank=2").And.Message.Contains("logs of 2, counted from 0"));
    }

    [Test]
    public async Task Following_ends_with_the_job_and_misses_no_line()
    {
        var run = await workshop.StartAsync("i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i + 1)); done; printf tail", processes: 2);
        var (_, log) = await workshop.FinishAsync(run);
        var expected = Enumerable.Range(0, 2000).Select(i => $"line {i}").Append("tail").ToList();
        Assert.That(log.Where(line => line.Source == "rank 0").Select(line => line.Text), Is.EqualTo(expected));
        Assert.That(log.Where(line => line.Source == "rank 1").Select(line => line.Text), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_follower_that_left_and_comes_back_finds_every_line()
    {
        var run = await workshop.StartAsync("echo before; until [ -e ../output/go ]; do sleep 0.1; done; echo after");
        await foreach (var line in workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None))
        {
            if (line.Text == "before")
                break;
        }

        await File.WriteAllTextAsync(Path.Combine(workshop.FolderOf(run), "output", "go"), "");
        var (_, log) = await workshop.FinishAsync(run);
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task A_state_of_a_progress_bar_is_seen_as_it_comes()
    {
        var run = await workshop.StartAsync("printf '10%%\\r20%%\\r30%%'; until [ -e ../output/go ]; do sleep 0.1; done; printf '\\rdone\\n'");
        var seen = new List<LogLine>();
        await foreach (var line in workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true, Member: 0), CancellationToken.None))
        {
            seen.Add(line);
            if (line.Text == "20%")
                await File.WriteAllTextAsync(Path.Combine(workshop.FolderOf(run), "output", "go"), "");
        }

        // Whoever follows before the start hears of the queue as well.
        Assert.That(seen.Where(line => line.Source == "rank 0").Select(line => (line.Text, line.IsOverwritten)), Is.EqualTo(new[] { ("10%", true), ("20%", true), ("30%", true), ("done", false) }));
    }

    [Test]
    public async Task A_tail_counts_the_states_of_a_bar()
    {
        var run = await workshop.StartAsync("echo first; printf '10%%\\r20%%\\r30%%\\nlast'");
        await workshop.FinishAsync(run);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Tail: 3, Member: 0))).Select(line => line.Text), Is.EqualTo(new[] { "20%", "30%", "last" }));
    }

    [Test]
    public async Task Tail_and_rank_narrow_the_log()
    {
        var run = await workshop.StartAsync("for i in 1 2 3 4; do echo $RANK:$i; done", processes: 2);
        await workshop.FinishAsync(run);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Tail: 2, Member: 1))).Select(line => line.Text), Is.EqualTo(new[] { "1:3", "1:4" }));
        Assert.That(await workshop.LogsAsync(run, new LogQuery(Tail: 0)), Is.Empty);
        Assert.That((await workshop.LogsAsync(run, new LogQuery(Tail: 100))).Count, Is.EqualTo(8));
    }
}
