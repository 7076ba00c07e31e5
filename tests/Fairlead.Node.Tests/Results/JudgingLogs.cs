using Fairlead.Node.Containers.Running;
using Fairlead.Node.Results;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Results;

public sealed class JudgingLogs
{
    private const string Mark = "[fairlead 0123]";
    private const string Traceback = "Traceback (most recent call last):\n  File \"rocEnvTool/console.py\", line 3\n    x()\nRuntimeError: Console script timeout\n";
    private readonly TemporaryDirectory folder = new();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_traceback_before_the_model_is_not_the_models()
    {
        var facts = await ReadAsync($"{Mark} phase pre-script\n{Traceback}performance: 1 of_before\n{Mark} phase model\nfine\nperformance: 12 loss\n");
        Assert.That(facts, Is.EqualTo(new LogFacts(new Metric(12, "loss"), null)));
        Assert.That(Verdict.Of(Exited(0), hasFigure: true, facts.Error, isMeasured: true, isAlone: true).Kind, Is.EqualTo(VerdictKind.Success));
    }

    [Test]
    public async Task The_same_traceback_of_the_model_is()
    {
        var facts = await ReadAsync($"{Mark} phase model\n{Traceback}performance: 12 loss\n");
        Assert.That(facts.Error, Is.EqualTo("Traceback (most recent call last): RuntimeError: Console script timeout"));
        var verdict = Verdict.Of(Exited(1), hasFigure: true, facts.Error, isMeasured: true, isAlone: true);
        Assert.That((verdict.Kind, verdict.Reason), Is.EqualTo((VerdictKind.Failure, $"exit code 1; its log says: {facts.Error}")));
        Assert.That(Verdict.Of(Exited(0), hasFigure: true, facts.Error, isMeasured: true, isAlone: true).Kind, Is.EqualTo(VerdictKind.Success), "a figure outranks text");
        Assert.That(Verdict.Of(Exited(0), hasFigure: false, facts.Error, isMeasured: true, isAlone: true).Kind, Is.EqualTo(VerdictKind.Failure));
    }

    [TestCase("OutOfMemoryError", true)]
    [TestCase("all FAILED", true)]
    [TestCase("W20260115 09:30:00.1 12 tool.cpp:1] rocprofiler: FAILED", false)]
    [TestCase("FutureWarning: RuntimeError: soon", false)]
    [TestCase("[rocprofv3] FAILED", false)]
    [TestCase("all is well", false)]
    public async Task Some_lines_are_errors_and_some_only_look_so(string line, bool isError) =>
        Assert.That((await ReadAsync($"{line}\n")).Error, Is.EqualTo(isError ? line : null));

    [Test]
    public async Task A_traceback_is_benign_as_a_whole()
    {
        var sample = new Sample("""{"log_error_benign_patterns": ["rocEnvTool/console.py"]}""");
        Assert.That((await ReadAsync(Traceback, sample)).Error, Is.Null);
        Assert.That((await ReadAsync(Traceback + "ValueError: another\n", sample)).Error, Is.EqualTo("ValueError: another"));
        Assert.That((await ReadAsync("Traceback (most recent call last):\n  cut", new Sample())).Error, Is.EqualTo("Traceback (most recent call last):"));
    }

    [Test]
    public async Task The_card_says_what_is_looked_for()
    {
        Assert.That((await ReadAsync("loss is NaN\nFAILED\n", new Sample(Card: """{"log_error_patterns": ["NaN"]}"""))).Error, Is.EqualTo("loss is NaN"));
        Assert.That((await ReadAsync("FAILED\n", new Sample(Card: """{"log_error_patterns": ["NaN"]}"""))).Error, Is.Null);
        Assert.That((await ReadAsync("FAILED\n", new Sample(Card: """{"log_error_pattern_scan": false}"""))).Error, Is.Null);
    }

    [Test]
    public async Task Only_this_models_part_of_the_log_is_read()
    {
        const string Earlier = "performance: 1 of_another\nFAILED\n";
        Assert.That(await ReadAsync(Earlier + "performance: 2 mine\n", start: Earlier.Length), Is.EqualTo(new LogFacts(new Metric(2, "mine"), null)));
    }

    [TestCase(EndKind.TimedOut, 0, false, true, true, "Failure")]
    [TestCase(EndKind.Cancelled, 0, true, true, true, "Failure")]
    [TestCase(EndKind.Exited, 137, true, true, true, "Failure")]
    [TestCase(EndKind.Exited, 0, true, true, true, "Success")]
    [TestCase(EndKind.Exited, 0, false, true, true, "Failure")]
    [TestCase(EndKind.Exited, 0, false, true, false, "Deferred")]
    [TestCase(EndKind.Exited, 0, false, false, true, "Success")]
    public void An_end_and_a_figure_make_a_verdict(object kind, int code, bool hasFigure, bool isMeasured, bool isAlone, string expected) =>
        Assert.That(Verdict.Of(new ContainerEnd((EndKind)kind, code, false, TimeSpan.FromSeconds(1)), hasFigure, null, isMeasured, isAlone).Kind.ToString(), Is.EqualTo(expected));

    private static ContainerEnd Exited(int code) => new(EndKind.Exited, code, IsOutOfMemory: false, TimeSpan.FromSeconds(1));

    private Task<LogFacts> ReadAsync(string text, Sample? sample = null, long start = 0) =>
        LogFacts.ReadAsync(folder.Write("log", text), start, Mark, (sample ?? new Sample()).Settings, CancellationToken.None);
}
