using Fairlead.Pipeline.Project;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Project;

public sealed class TestResultsTests
{
    [Test]
    public void Counts_of_all_projects_are_summed()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("a.trx", Results(total: 10, executed: 7, passed: 6));
        folder.Write("below/b.trx", Results(total: 5, executed: 5, passed: 5));
        folder.Write("c.log", "not a result");

        Assert.That(TestResults.SumIn(folder.Path), Is.EqualTo(new TestCount(11, 1, 3)));
    }

    [Test]
    public void The_sum_reads_like_a_sentence() => Assert.That(new TestCount(11, 1, 3).ToString(), Is.EqualTo("11 passed, 1 failed, 3 skipped"));

    [TestCase("<TestRun")]
    [TestCase("<TestRun/>")]
    [TestCase("""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary><Counters total="1"/></ResultSummary></TestRun>""")]
    [TestCase("""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary><Counters total="x"/></ResultSummary></TestRun>""")]
    public void A_damaged_file_is_named(string text)
    {
        using var folder = new TemporaryDirectory();
        var file = folder.Write("damaged.trx", text);

        var failure = Assert.Throws<FairleadException>(() => TestResults.SumIn(folder.Path));

        Assert.That(failure!.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(failure.Message, Does.StartWith(file));
    }

    [TestCase(5, 0, 0, 0, false, null)]
    [TestCase(5, 0, 2, 0, true, null)]
    [TestCase(5, 0, 2, 0, false, "2 tests were skipped, and FAIRLEAD_REQUIRE_SERVICES forbids it")]
    [TestCase(5, 1, 0, 1, true, "1 tests failed")]
    [TestCase(5, 0, 0, 1, true, "dotnet test ended with 1 although no test failed: see its messages above")]
    [TestCase(0, 0, 0, 0, true, "no test ran")]
    public void A_run_is_good_only_when_everything_ran_and_passed(int passed, int failed, int skipped, int exitCode, bool skipsAllowed, string? objection) =>
        Assert.That(TestResults.Objection(new TestCount(passed, failed, skipped), exitCode, skipsAllowed), Is.EqualTo(objection));

    private static string Results(int total, int executed, int passed) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary outcome="Completed">
            <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" />
          </ResultSummary>
        </TestRun>
        """;
}
