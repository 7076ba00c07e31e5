using Fairlead.Node.Results;

namespace Fairlead.Node.Tests.Results;

public sealed class ReadingFigures
{
    [TestCase("performance: 12.5 tokens_per_second", 12.5, "tokens_per_second", "Unknown")]
    [TestCase("x performance:  -1.5e-3/s, latency_ms", -1.5e-3, "latency_ms", "Unknown")]
    [TestCase("performance: .5,/s loss", 0.5, "loss", "Unknown")]
    [TestCase("performance: 7, loss", 7, "loss", "Unknown")]
    [TestCase("performance: +7. loss scope=global", 7, "loss", "Global")]
    [TestCase("performance: 7 loss, scope=node", 7, "loss", "Node")]
    [TestCase("{'train_samples_per_second': 31.25}", 31.25, "samples_per_second", "Unknown")]
    [TestCase("train_samples_per_second = 31.25", 31.25, "samples_per_second", "Unknown")]
    public void A_line_tells_one(string line, double value, string name, string scope) =>
        Assert.That(Metric.Of(line), Is.EqualTo(new Metric(value, name, Enum.Parse<MetricScope>(scope))));

    [TestCase("performance: fast")]
    [TestCase("performance: 1e999 loss")]
    [TestCase("performance: nan loss")]
    [TestCase("performance 12 loss")]
    [TestCase("performance: 12")]
    public void Other_lines_tell_none(string line) => Assert.That(Metric.Of(line), Is.Null);

    [TestCase("nan")]
    [TestCase("NaN")]
    [TestCase("N/A")]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("inf")]
    [TestCase("-Infinity")]
    [TestCase("1e999")]
    [TestCase("1,5")]
    public void What_is_no_finite_number_is_no_figure(string text) => Assert.That(Metric.FiniteOf(text), Is.Null);

    [Test]
    public void The_same_figure_of_the_whole_job_on_four_nodes_is_told_once()
    {
        var guessed = NodeMetrics.Of([.. Enumerable.Repeat(new Metric(100, "tokens_per_second"), 4)], MetricScope.Unknown);
        Assert.That((guessed.Metric.Value, guessed.Note), Is.EqualTo((100d, "all 4 nodes printed the same tokens_per_second, which is taken for that of the whole job: print scope=global or scope=node behind it")));
        Assert.That(NodeMetrics.Of([.. Enumerable.Repeat(new Metric(100, "tokens_per_second", MetricScope.Global), 4)], MetricScope.Unknown), Is.EqualTo(new NodeMetrics(new Metric(100, "tokens_per_second", MetricScope.Global), null)));
        Assert.That(NodeMetrics.Of([.. Enumerable.Repeat(new Metric(100, "tokens_per_second", MetricScope.Node), 4)], MetricScope.Unknown).Metric.Value, Is.EqualTo(400));
        Assert.That(NodeMetrics.Of([.. Enumerable.Repeat(new Metric(100, "tokens_per_second"), 4)], MetricScope.Node).Metric.Value, Is.EqualTo(400));
    }

    [TestCase("tokens_per_second", 30)]
    [TestCase("latency_ms", 15)]
    [TestCase("accuracy", 15)]
    [TestCase("peak_memory_gb", 20)]
    [TestCase("whatever", 30)]
    public void Figures_of_nodes_come_together_by_what_they_measure(string name, double expected) =>
        Assert.That(NodeMetrics.Of([new Metric(10, name), new Metric(20, name)], MetricScope.Unknown).Metric.Value, Is.EqualTo(expected));

    [TestCase(" performance")]
    [TestCase("performance ")]
    [TestCase("\"performance\"")]
    [TestCase("\ufeffperformance")]
    [TestCase("\ufeff \"performance\"")]
    [TestCase("Performance")]
    [TestCase("PERFORMANCE")]
    public void A_header_is_read_however_it_is_written(string header) =>
        Assert.That(ResultTable.Parse($"{header},model,metric\r\n12,a,loss\n").Values, Is.EqualTo(1));

    [Test]
    public void A_table_may_have_anything_in_its_fields()
    {
        var table = ResultTable.Parse("model, performance ,metric,note\n\"a,b\",1,loss,\"two\nlines \"\"quoted\"\"\"\n\nshort,2\n");
        Assert.That(table.Rows, Has.Length.EqualTo(2));
        Assert.That((table[table.Rows[0], "model"], table[table.Rows[0], "note"], table[table.Rows[1], "note"]), Is.EqualTo(("a,b", "two\nlines \"quoted\"", "")));
        Assert.That(table.Values, Is.EqualTo(2));
        Assert.That(ResultTable.Parse(""), Is.EqualTo(ResultTable.Empty));
    }
}
