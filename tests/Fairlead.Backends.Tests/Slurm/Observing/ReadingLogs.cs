using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Slurm.Observing;

public sealed class ReadingLogs : ObservingTest
{
    [Test]
    public async Task Following_says_why_the_job_waits_then_misses_no_line_and_ends_with_it()
    {
        var run = await jobs.SubmitAsync("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i + 1)); done; sleep 1; printf tail", "--ntasks=2", "--hold");
        var following = jobs.ReadAsync(run, new LogQuery(Follow: true));
        await jobs.BecomesAsync(run, status => status.Reason.Length > 0);
        await jobs.CallAsync("scontrol", "release", run.BackendId!);
        var log = await following;
        var expected = Enumerable.Range(0, 3000).Select(i => $"line {i}").Append("tail").ToList();
        Assert.That(log[0].ToString(), Does.StartWith("[slurm] queued: "));
        Assert.That(log.Where(line => line.Source == "rank 0").Select(line => line.Text), Is.EqualTo(expected));
        Assert.That(log.Where(line => line.Source == "rank 1").Select(line => line.Text), Is.EqualTo(expected));
        Assert.That((await jobs.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded), "followed to the scheduler's word, not only to the job's own");
    }

    [Test]
    public async Task Following_ends_when_the_job_is_killed_and_cannot_say_so()
    {
        var run = await jobs.SubmitAsync("echo begun; sleep 600");
        await jobs.RunsAsync(run);
        var following = jobs.ReadAsync(run, new LogQuery(Follow: true));
        await jobs.CallAsync("scancel", run.BackendId!);
        Assert.That((await following).Where(line => line.Source == "rank 0").Select(line => line.Text).First(), Is.EqualTo("begun"));
    }

    [Test]
    public async Task Following_goes_on_through_a_requeue_in_the_same_log()
    {
        var run = await jobs.SubmitAsync("echo start ${SLURM_RESTART_COUNT:-0}; [ ${SLURM_RESTART_COUNT:-0} = 1 ] || sleep 600", "--requeue");
        await jobs.RunsAsync(run);
        var following = jobs.ReadAsync(run, new LogQuery(Follow: true, Member: 0));
        await jobs.CallAsync("scontrol", "requeue", run.BackendId!);
        await jobs.BecomesAsync(run, status => status.State == RunState.Queued && status.Reason.Contains("BeginTime", StringComparison.Ordinal));
        await jobs.CallAsync("scontrol", "update", $"JobId={run.BackendId}", "StartTime=now+2"); // within the second of the kill its credential would count as revoked
        Assert.That((await following).Where(line => line.Source == "rank 0").Select(line => line.Text).Where(text => text.StartsWith("start", StringComparison.Ordinal)), Is.EqualTo(new[] { "start 0", "start 1" }));
    }

    [Test]
    public async Task Following_outlasts_lost_answers_and_tells_every_line_once()
    {
        var cluster = await SharedCluster.GetAsync();
        using var unreliable = new ObservedJobs(cluster, site => new UnreliableHost(new RemoteHosts(cluster.Environment).For(site)));
        var run = await unreliable.SubmitAsync("for i in 1 2 3 4 5; do echo line $i; sleep 0.5; done");
        var log = await unreliable.ReadAsync(run, new LogQuery(Follow: true, Member: 0));
        Assert.That(log.Where(line => line.Source == "rank 0").Select(line => line.Text), Is.EqualTo(Enumerable.Range(1, 5).Select(i => $"line {i}")));
    }

    [Test]
    public async Task Tail_rank_and_since_narrow_the_log()
    {
        var run = jobs.Intend();
        Directory.CreateDirectory(jobs.FileOf(run, "logs"));
        await File.WriteAllTextAsync(jobs.FileOf(run, "logs/rank-000.log"), "0:1\n0:2\n0:3\n");
        await File.WriteAllTextAsync(jobs.FileOf(run, "logs/rank-001.log"), "1:1\n1:2\n1:3");
        await File.WriteAllTextAsync(jobs.FileOf(run, "logs/batch.log"), "module loaded\n");
        await File.WriteAllTextAsync(jobs.FileOf(run, "logs/times.txt"), "at 1000\n4 logs/rank-000.log\n4 logs/rank-001.log\nat 2000\n8 logs/rank-000.log\n");

        Assert.That(await TextAsync(run, new LogQuery()), Is.EqualTo(new[] { "[batch] module loaded", "[rank 0] 0:1", "[rank 0] 0:2", "[rank 0] 0:3", "[rank 1] 1:1", "[rank 1] 1:2", "[rank 1] 1:3" }));
        Assert.That(await TextAsync(run, new LogQuery(Tail: 2, Member: 1)), Is.EqualTo(new[] { "[rank 1] 1:2", "[rank 1] 1:3" }));
        Assert.That(await TextAsync(run, new LogQuery(Tail: 0)), Is.Empty);
        Assert.That(await TextAsync(run, new LogQuery(Tail: 100, Member: 0)), Has.Count.EqualTo(3));
        Assert.That(await TextAsync(run, new LogQuery(Since: DateTimeOffset.FromUnixTimeSeconds(1500), Member: 0)), Is.EqualTo(new[] { "[rank 0] 0:2", "[rank 0] 0:3" }));
        Assert.That(await TextAsync(run, new LogQuery(Tail: 1, Since: DateTimeOffset.FromUnixTimeSeconds(1500), Member: 0)), Is.EqualTo(new[] { "[rank 0] 0:3" }));
        var error = await Assert.ThrowsAsync<FairleadException>(() => jobs.ReadAsync(run, new LogQuery(Member: 2)));
        Assert.That(error!.Message, Does.Contain("--rank=2").And.Contains("logs of 2, counted from 0"));
    }

    [Test]
    public async Task A_log_larger_than_one_answer_comes_whole()
    {
        var run = jobs.Intend();
        Directory.CreateDirectory(jobs.FileOf(run, "logs"));
        var lines = Enumerable.Range(0, 200_000).Select(i => $"line {i} {new string('x', 50)}").ToList();
        await File.WriteAllLinesAsync(jobs.FileOf(run, "logs/rank-0.log"), lines);
        await File.WriteAllTextAsync(jobs.FileOf(run, "logs/rank-1.log"), "last\n");
        var log = await jobs.ReadAsync(run);
        Assert.That(log.Where(line => line.Source == "rank 0").Select(line => line.Text).SequenceEqual(lines), Is.True);
        Assert.That(log[^1].ToString(), Is.EqualTo("[rank 1] last"));
        Assert.That((await jobs.ReadAsync(run, new LogQuery(Tail: 150_000, Member: 0))).Select(line => line.Text).SequenceEqual(lines[50_000..]), Is.True);
    }

    [Test]
    public async Task The_tasks_of_an_array_are_told_apart()
    {
        var run = await jobs.SubmitAsync("echo here", "--array=1-2");
        await jobs.EndsAsync(run);
        Assert.That(await TextAsync(run, new LogQuery(Member: 0)), Is.EqualTo(new[] { "[task 1 rank 0] here", "[task 2 rank 0] here" }));
    }

    [Test]
    public async Task A_run_without_logs_has_none() => Assert.That(await jobs.ReadAsync(jobs.Intend()), Is.Empty);

    private async Task<List<string>> TextAsync(Run run, LogQuery query) => [.. (await jobs.ReadAsync(run, query)).Select(line => line.ToString())];

    /// <summary>Loses every other answer, after the script has run.</summary>
    private sealed class UnreliableHost(IRemoteHost host) : IRemoteHost
    {
        private int calls;

        public string Name => host.Name;

        public string Connection => host.Connection;

        public async Task<RemoteResult> RunAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
        {
            var result = await host.RunAsync(script, arguments, input, cancellationToken);
            return Interlocked.Increment(ref calls) % 2 == 0 ? throw new ConnectionLostException("the answer was lost") : result;
        }

        public Task UploadAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken) => host.UploadAsync(localFile, remotePath, sent, cancellationToken);

        public Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken) => host.DownloadAsync(remoteDirectory, localDirectory, cancellationToken);
    }
}
