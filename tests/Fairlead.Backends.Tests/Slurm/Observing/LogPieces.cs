using System.Collections.Immutable;
using System.Text;
using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Slurm.Observing;

public sealed class LogPieces
{
    [TestCase("logs/rank-003.log", "rank 3", 3)]
    [TestCase("logs/node-0.log", "node 0", 0)]
    [TestCase("logs/batch.log", "batch", null)]
    [TestCase("logs/task-12/rank-0.log", "task 12 rank 0", 0)]
    [TestCase("logs/task-12/batch.log", "task 12 batch", null)]
    [TestCase("/runs/task-1-2/logs/rank-10.log", "rank 10", 10)]
    public void A_log_is_known_by_its_name(string path, string source, int? member) => Assert.That(LogName.Of(path), Is.EqualTo(new LogName(source, member)));

    [Test]
    public void Any_bytes_pass_through_the_frame()
    {
        byte[] hostile = [0, 255, (byte)'\n', .. "end\n0 9 x\n"u8];
        byte[] answer = [.. "ended\n5 "u8, .. Encoding.ASCII.GetBytes($"{hostile.Length}"), .. " logs/rank-0.log\n"u8, .. hostile, .. "0 0 logs/rank-1.log\nmore\n"u8];
        var news = LogNews.Parse(answer)!;
        Assert.That((news.HasEnded, news.HasMore, news.Blocks.Count), Is.EqualTo((true, true, 2)));
        Assert.That(news.Blocks[0].Bytes.ToArray(), Is.EqualTo(hostile));
        Assert.That(news.Blocks[0].Offset, Is.EqualTo(5));
    }

    [TestCase("")]
    [TestCase("open\n")]
    [TestCase("open\n0 9 logs/rank-0.log\nshort")]
    [TestCase("open\nend")]
    [TestCase("open\nnonsense\nend\n")]
    public void An_answer_that_was_cut_is_none(string answer) => Assert.That(LogNews.Parse(Encoding.UTF8.GetBytes(answer)), Is.Null);

    [Test]
    public void A_line_is_told_once_however_it_was_cut()
    {
        var logs = new OpenLogs(ImmutableDictionary<string, long>.Empty, new LogQuery(Member: null));
        var text = Encoding.UTF8.GetBytes("first\r\nzwölf\nlast");
        var told = new List<string>();
        for (var at = 0; at < text.Length; at++)
            told.AddRange(logs.Add(new LogNews(false, false, [new LogBlock("logs/rank-0.log", at, text.AsMemory(at, 1))])).Select(line => line.ToString()));
        Assert.That(told, Is.EqualTo(new[] { "[rank 0] first", "[rank 0] zwölf" }));
        Assert.That(logs.ReadTo, Is.EqualTo("18 logs/rank-0.log\n"));
        Assert.That(logs.Rest().Select(line => line.Text), Is.EqualTo(new[] { "last" }));
    }

    [Test]
    public void A_rank_that_the_run_does_not_have_is_refused()
    {
        var logs = new OpenLogs(ImmutableDictionary<string, long>.Empty, new LogQuery(Member: 2));
        Assert.That(logs.Add(new LogNews(true, false, [new LogBlock("logs/rank-0.log", 0, "x\n"u8.ToArray()), new LogBlock("logs/rank-1.log", 0, "y\n"u8.ToArray())])), Is.Empty);
        Assert.That(logs.RequireMember, Throws.InstanceOf<FairleadException>().With.Message.Contains("--rank=2").And.Message.Contains("logs of 2, counted from 0"));
    }
}
