using Fairlead.Primitives;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Contract;

/// <summary>One request, one job, whoever asks and however often.</summary>
[TestFixtureSource(typeof(Subjects), nameof(Subjects.All))]
public sealed class SubmittingExactlyOnce(Subject backend) : ContractTest(backend)
{
    [Test]
    public async Task The_same_request_again_is_the_same_run()
    {
        var job = workshop.Job("true");
        var first = await workshop.SubmitAsync(job);
        await workshop.FinishAsync(first.Run);
        var second = await workshop.SubmitAsync(job);
        Assert.Multiple(() =>
        {
            Assert.That(first.Outcome, Is.EqualTo(SubmitOutcome.Submitted));
            Assert.That(second.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
            Assert.That(second.Run.Id, Is.EqualTo(first.Run.Id));
            Assert.That(workshop.Ledger.List(), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Resubmitting_makes_exactly_one_more()
    {
        var job = workshop.Job("true");
        await workshop.SubmitAsync(job);
        var second = await workshop.SubmitAsync(job, resubmit: true);
        var third = await workshop.SubmitAsync(job);
        Assert.That(second.Run.Id, Is.EqualTo($"{job.Request.Name}-2"));
        Assert.That(third.Run.Id, Is.EqualTo(second.Run.Id));
        Assert.That(workshop.Ledger.List(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Launchers_that_race_start_one_job()
    {
        var job = workshop.Job("echo once >>../output/starts");
        var submissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => workshop.SubmitAsync(job))));
        await workshop.FinishAsync(submissions[0].Run);
        Assert.Multiple(() =>
        {
            Assert.That(submissions.Select(submission => submission.Run.Id).Distinct(), Has.Exactly(1).Items);
            Assert.That(submissions.Count(submission => submission.Outcome == SubmitOutcome.Submitted), Is.EqualTo(1));
            Assert.That(File.ReadAllLines(Path.Combine(workshop.FolderOf(submissions[0].Run), "output", "starts")), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public async Task A_start_whose_answer_was_lost_is_found_and_not_repeated()
    {
        var job = workshop.Job("echo once >>../output/starts");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);

        var again = await workshop.SubmitAsync(job);
        await workshop.FinishAsync(again.Run);
        Assert.That(again.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
        Assert.That(File.ReadAllLines(Path.Combine(workshop.FolderOf(run), "output", "starts")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Two_starts_of_one_script_run_the_job_once()
    {
        var job = workshop.Job("echo once >>../output/starts");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        for (var start = 0; start < 2; start++)
            await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        await workshop.FinishAsync(run);
        Assert.That(File.ReadAllLines(Path.Combine(workshop.FolderOf(run), "output", "starts")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_secret_that_leads_nowhere_is_named_and_leaves_the_run_to_be_completed()
    {
        var job = workshop.Job("true", change: job => job with { Secrets = job.Secrets.Add("TOKEN", new("env", "FAIRLEAD_TEST_UNSET")) });
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.Message, Does.Contain("TOKEN").And.Contain("FAIRLEAD_TEST_UNSET"));
        Assert.That(workshop.Ledger.List().Single().BackendId, Is.Null);
    }
}
