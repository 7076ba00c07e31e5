using Fairlead.Pipeline.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Runs;

public sealed class ResultsOfJobs
{
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public void The_loss_before_and_after_is_the_mean_over_ranks() =>
        Assert.That(SummaryOf("rank,loss_first,loss_last\n0,4.0,2.0\n1,6.0,3.0\n"), Is.EqualTo("loss 5.0000 -> 2.5000 over 2 ranks"));

    [Test]
    public void Of_columns_with_one_name_the_first_counts() =>
        Assert.That(SummaryOf("loss_first,loss_last,loss_last\n4.0,2.0,9.0\n"), Does.StartWith("loss 4.0000 -> 2.0000"));

    [TestCase("")]
    [TestCase("rank,accuracy\n0,0.9\n")]
    [TestCase("rank,loss_first,loss_last\n0,4.0\n")]
    [TestCase("rank,loss_first,loss_last\n0,high,low\n")]
    public void Without_two_losses_there_is_no_summary(string csv) => Assert.That(SummaryOf(csv), Is.Null);

    [Test]
    public void A_job_without_results_has_none() => Assert.That(JobResults.ReadFrom(MakeRun()), Is.Null);

    private string? SummaryOf(string csv)
    {
        directory.Write("output/results.csv", csv);
        return JobResults.ReadFrom(MakeRun())!.Summary;
    }

    private Run MakeRun() => SampleRun.Of("run", directory.Path);
}
