using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Jobs;
using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

public sealed class StatesOfJobs
{
    [TestCase("Queueing", RunState.Queued)]
    [TestCase("Awaiting", RunState.Queued)]
    [TestCase("PendingRetry", RunState.Queued)]
    [TestCase("Starting", RunState.Starting)]
    [TestCase("Restarting", RunState.Starting)]
    [TestCase("Running", RunState.Running)]
    [TestCase("Stopping", RunState.Running)]
    [TestCase("Deleting", RunState.Running)]
    [TestCase("Terminating", RunState.Running)]
    [TestCase("Completed", RunState.Succeeded)]
    [TestCase("Failed", RunState.Failed)]
    [TestCase("Stopped", RunState.Cancelled)]
    [TestCase("UNK", RunState.Unknown)]
    [TestCase("Hibernating", RunState.Unknown)]
    [TestCase(null, RunState.Unknown)]
    public void Every_word_has_its_meaning(string? word, RunState state) => Assert.That(StateOf(word), Is.EqualTo(state));

    [TestCase("Archived", 2, 0, RunState.Succeeded)]
    [TestCase("Archived", 1, 1, RunState.Failed)]
    [TestCase("Archived", 0, 0, RunState.Unknown)]
    [TestCase("Deleted", 2, 0, RunState.Succeeded)]
    [TestCase("Deleted", 1, 1, RunState.Failed)]
    [TestCase("Deleted", 1, 0, RunState.Cancelled)]
    public void A_job_that_was_put_away_ended_as_its_replicas_did(string word, int succeeded, int failed, RunState state) =>
        Assert.That(StateOf(word, succeeded: succeeded, failed: failed), Is.EqualTo(state));

    [Test]
    public void A_job_some_of_whose_replicas_are_not_ready_is_starting()
    {
        var status = LeptonStates.Of(Job("Running", ready: 1, active: 2));
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Starting, "1 of 2 replicas are ready")));
    }

    [TestCase("PENDING", RunState.Starting)]
    [TestCase("RUNNING", RunState.Running)]
    [TestCase("SUCCEEDED", RunState.Succeeded)]
    [TestCase("FAILED", RunState.Failed)]
    [TestCase("STOPPED", RunState.Cancelled)]
    [TestCase("Succeeded", RunState.Succeeded)]
    [TestCase("LOST", RunState.Unknown)]
    public void Rays_words_have_their_meanings_in_any_case(string word, RunState state) =>
        Assert.That(RayStates.Of(new RayJobInfo("id", word, null, null)).State, Is.EqualTo(state));

    private static RunState StateOf(string? word, int succeeded = 0, int failed = 0) => LeptonStates.Of(Job(word, 2, 2, succeeded, failed)).State;

    private static LeptonJobInfo Job(string? word, int ready, int active, int succeeded = 0, int failed = 0) =>
        new(new LeptonMetadata("job", null), new LeptonJobSpec(2), new LeptonJobStatus(word, ready, active, failed, succeeded, null));
}
