using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Logs;

public sealed class ReadingPods
{
    private const string Exit = "[fairlead] exit {\"exit_code\":0,\"kind\":\"rank\",\"member\":null,\"cancelled\":false,\"finished\":1}\n";
    private static readonly RunStatus Running = new(RunState.Running, "Running");
    private static readonly RunStatus Done = new(RunState.Succeeded, "Completed");

    private readonly ScriptedPods pods = new();
    private readonly HastyTime time = new(factor: 50);
    private RunStatus status = Running;

    [Test]
    public async Task No_line_is_lost_or_repeated_however_often_the_connection_breaks()
    {
        var pod = pods.Add(0);
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"[rank {i % 2}] zeile {i} äöü\n"));
        for (var at = 5; at < 1200; at += 31)
            pod.Breaks.Add(at);
        pod.Write(text + Exit);
        pod.End();
        var following = FollowAsync(new LogQuery(Follow: true));
        status = Done;
        Assert.That((await following).Select(line => line.ToString()), Is.EqualTo(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task Following_shows_what_is_written_later_and_ends_with_the_job()
    {
        var pod = pods.Add(0, "[pod 0] unpacked\n");
        var told = new List<string>();
        await foreach (var line in ReadAsync(new LogQuery(Follow: true)))
        {
            told.Add(line.ToString());
            if (line.Text == "unpacked")
                pod.Write("[rank 0] one\n[rank 0] two\n" + Exit);
            if (line.Text == "two")
                (status, _) = (Done, Task.Run(pod.End));
        }

        Assert.That(told, Is.EqualTo(new[] { "[pod 0] unpacked", "[rank 0] one", "[rank 0] two" }));
    }

    [Test]
    public async Task A_job_that_was_killed_ends_the_reading_though_its_stream_hangs()
    {
        pods.Add(0, "[rank 0] last words\n[rank 0] cut sho");
        var told = new List<string>();
        await foreach (var line in ReadAsync(new LogQuery(Follow: true)))
        {
            told.Add(line.Text);
            status = new RunStatus(RunState.Failed, "Failed");
        }

        Assert.That(told, Is.EqualTo(new[] { "last words", "cut sho" }));
    }

    [Test]
    public async Task A_progress_bar_belongs_to_the_member_that_wrote_its_first_state()
    {
        pods.Add(0, "[rank 1] 10%\r20%\r30%\n[pod 0] removed\n" + Exit).End();
        status = Done;
        var lines = await FollowAsync(new LogQuery(Follow: true));
        Assert.That(lines.Select(line => $"{line}{(line.IsOverwritten ? "~" : "")}"), Is.EqualTo(new[] { "[rank 1] 10%~", "[rank 1] 20%~", "[rank 1] 30%", "[pod 0] removed" }));
    }

    [Test]
    public async Task Pods_that_come_later_are_read_from_their_beginning()
    {
        pods.Add(0, "[rank 0] first\n");
        var told = new List<string>();
        await foreach (var line in ReadAsync(new LogQuery(Follow: true)))
        {
            told.Add(line.ToString());
            if (line.Text == "first")
                pods.Add(1, "[rank 1] second\n" + Exit);
            if (line.Text == "second")
                status = Done;
        }

        Assert.That(told, Is.EqualTo(new[] { "[rank 0] first", "[rank 1] second" }));
    }

    [Test]
    public async Task What_a_waiting_job_waits_for_is_told()
    {
        status = new RunStatus(RunState.Queued, "Queueing", "no free node");
        await foreach (var line in ReadAsync(new LogQuery(Follow: true)))
        {
            Assert.That(line.ToString(), Is.EqualTo("[lepton] queued: no free node"));
            status = Done;
        }
    }

    [Test]
    public async Task Without_following_only_what_is_there_is_read()
    {
        pods.Add(0, "[rank 0] a\nbare words\n[rank 1] b");
        pods.Add(1, "[rank 2] c\n" + Exit);
        Assert.That((await FollowAsync(new LogQuery())).Select(line => line.ToString()), Is.EquivalentTo(new[] { "[rank 0] a", "[pod 0] bare words", "[rank 1] b", "[rank 2] c" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_tail_is_that_of_each_source(bool follow)
    {
        pods.Add(0, "[rank 0] 1\n[rank 1] 1\n[rank 0] 2\n[rank 0] 3\n[rank 1] 2\n[rank 1] 3\n" + Exit).End();
        status = Done;
        Assert.That((await FollowAsync(new LogQuery(Tail: 2, Follow: follow))).Select(line => line.ToString()), Is.EqualTo(new[] { "[rank 0] 2", "[rank 0] 3", "[rank 1] 2", "[rank 1] 3" }));
        Assert.That(await FollowAsync(new LogQuery(Tail: 0, Follow: follow)), Is.Empty);
    }

    [Test]
    public async Task What_comes_after_the_tail_is_shown_whole()
    {
        var pod = pods.Add(0, "[rank 0] 1\n[rank 0] 2\n[rank 0] 3");
        var told = new List<string>();
        await foreach (var line in ReadAsync(new LogQuery(Tail: 1, Follow: true)))
        {
            told.Add(line.Text);
            if (told.Count == 1)
                pod.Write(" more\n[rank 0] 4\n" + Exit);
            status = line.Text == "4" ? Done : Running;
        }

        Assert.That(told, Is.EqualTo(new[] { "2", "3 more", "4" }));
    }

    [Test]
    public async Task One_member_is_read_alone()
    {
        pods.Add(0, "[rank 0] a\n[rank 1] b\n");
        pods.Add(1, "[rank 2] c\n[pod 1] over\n");
        Assert.That((await FollowAsync(new LogQuery(Member: 2))).Select(line => line.ToString()), Is.EqualTo(new[] { "[rank 2] c" }));
    }

    [Test]
    public async Task Members_are_nodes_where_a_launcher_starts_the_ranks()
    {
        pods.Add(0, "[pod 0] unpacked\n[node 0] a\n");
        pods.Add(1, "[node 1] b\n");
        Assert.That((await FollowAsync(new LogQuery(Member: 1))).Select(line => line.ToString()), Is.EqualTo(new[] { "[node 1] b" }));
    }

    [Test]
    public async Task A_rank_that_the_run_does_not_have_is_refused()
    {
        pods.Add(0, "[pod 0] unpacked\n[rank 0] a\n[rank 1] b\n");
        var refusal = await Assert.ThrowsAsync<FairleadException>(() => FollowAsync(new LogQuery(Member: 2)));
        Assert.That(refusal!.Message, Does.Contain("--rank=2").And.Contain("logs of 2, counted from 0"));
    }

    [Test]
    public async Task A_platform_that_stays_away_after_the_job_makes_the_reading_unclear()
    {
        pods.Add(0, "[rank 0] a\n");
        pods.Failures = int.MaxValue;
        var refusal = await Assert.ThrowsAsync<FairleadException>(() => FollowAsync(new LogQuery()));
        Assert.That(refusal!.ExitCode, Is.EqualTo(ExitCode.Unclear));
    }

    [Test]
    public async Task A_reader_that_leaves_leaves_nothing_behind()
    {
        pods.Add(0, "[rank 0] a\n");
        await foreach (var _ in ReadAsync(new LogQuery(Follow: true)))
            break;
        var opened = pods.Opened;
        pods.Add(1, "[rank 1] b\n");
        await Task.Delay(TimeSpan.FromSeconds(30), time);
        Assert.That(pods.Opened, Is.EqualTo(opened));
    }

    private async Task<List<LogLine>> FollowAsync(LogQuery query)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await ReadAsync(query, hang.Token).ToListAsync(hang.Token);
    }

    private IAsyncEnumerable<LogLine> ReadAsync(LogQuery query, CancellationToken cancellationToken = default) =>
        new PodLogReader(pods, "lepton", _ => Task.FromResult(status), time).ReadAsync(query, cancellationToken);
}
