using Fairlead.Backends.Slurm.Running.Submitting;
using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class SubmissionVerdicts
{
    private const string Refusal = "sbatch: error: Batch job submission failed: Invalid partition name specified";
    private static readonly Standing Absent = new Standing.Claimed("token");

    private static IEnumerable<TestCaseData> Cases =>
    [
        Case("an id is believed", Ended(0, "12"), null, new SubmissionVerdict.Accepted("12")),
        Case("a look-up that finds the job beats an error", Ended(1, null, Refusal), new Standing.Submitted("12"), new SubmissionVerdict.Accepted("12")),
        Case("an error and no job is a refusal", Ended(1, null, Refusal), Absent, new SubmissionVerdict.Refused()),
        Case("an error and no look-up is unclear", Ended(1, null, Refusal), null, new SubmissionVerdict.Unclear()),
        Case("an id beside an error is not believed", Ended(1, "12", Refusal), Absent, new SubmissionVerdict.Refused()),
        Case("success without an id is unclear", Ended(0, null), Absent, new SubmissionVerdict.Unclear()),
        Case("a socket that timed out is unclear", Ended(1, null, "Socket timed out on send/recv operation"), Absent, new SubmissionVerdict.Unclear()),
        Case("an sbatch that hung is unclear", Ended(124, null), Absent, new SubmissionVerdict.Unclear()),
        Case("an sbatch that had to be killed is unclear", Ended(137, null), Absent, new SubmissionVerdict.Unclear()),
    ];

    [TestCaseSource(nameof(Cases))]
    public object What_sbatch_and_the_look_up_say_gives_the_verdict(object sbatch, object? known) =>
        SubmissionVerdict.Of((SbatchAnswer.Ended)sbatch, (Standing?)known);

    [Test]
    public void An_id_may_name_its_cluster_and_warnings_may_stand_around_it() =>
        Assert.That(SbatchAnswer.Parse("sbatch 0 12\nsbatch: a warning\n12;fairlead\n"), Is.EqualTo(new SbatchAnswer.Ended(0, "12", "sbatch: a warning\n12;fairlead")));

    [Test]
    public void A_login_shell_that_prints_something_leaves_it_open_and_is_named()
    {
        foreach (var parse in new Action[] { () => Standing.Parse("Welcome\nnone\n"), () => SbatchAnswer.Parse("Welcome\nsbatch 0 12\n12\n") })
        {
            var error = Assert.Throws<FairleadException>(() => parse())!;
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unclear));
            Assert.That(error.Message, Does.Contain("Welcome").And.Contain(".bashrc"));
        }
    }

    private static SbatchAnswer.Ended Ended(int code, string? job, string words = "") => new(code, job, words);

    private static TestCaseData Case(string name, SbatchAnswer.Ended sbatch, Standing? known, SubmissionVerdict verdict) =>
        new TestCaseData(sbatch, known) { ExpectedResult = verdict }.SetArgDisplayNames(name);
}
