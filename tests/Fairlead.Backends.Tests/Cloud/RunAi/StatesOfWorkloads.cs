using Fairlead.Backends.Cloud;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Running.Observing;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>What run:ai's phases say of a run.</summary>
public sealed class StatesOfWorkloads
{
    [TestCase("Creating", null, RunState.Queued)]
    [TestCase("Pending", null, RunState.Queued)]
    [TestCase("Initializing", null, RunState.Starting)]
    [TestCase("Resuming", null, RunState.Running)]
    [TestCase("Running", 2, RunState.Running)]
    [TestCase("Updating", 2, RunState.Running)]
    [TestCase("Deleting", 2, RunState.Running)]
    [TestCase("Terminating", 2, RunState.Running)]
    [TestCase("Completed", 0, RunState.Succeeded)]
    [TestCase("Failed", 1, RunState.Failed)]
    [TestCase("Degraded", 1, RunState.Failed)]
    [TestCase("Stopping", 2, RunState.Running)]
    [TestCase("Stopping", null, RunState.Running)]
    [TestCase("Stopping", 0, RunState.Cancelled)]
    [TestCase("Stopped", 1, RunState.Running)]
    [TestCase("Stopped", 0, RunState.Cancelled)]
    [TestCase("Stopped", null, RunState.Cancelled)]
    [TestCase("Hibernating", 0, RunState.Unknown)]
    [TestCase("Unknown", 0, RunState.Unknown)]
    [TestCase("", 0, RunState.Unknown)]
    public void A_phase_is_a_state(string phase, int? runningPods, RunState state) =>
        Assert.That(RunAiStates.Of(Workload(phase, runningPods)).State, Is.EqualTo(state));

    [Test]
    public void A_phase_that_nobody_knows_is_quoted() =>
        Assert.That(RunAiStates.Of(Workload("Hibernating", 0)), Is.EqualTo(new RunStatus(RunState.Unknown, "Hibernating", "run:ai says 'Hibernating' of it")));

    [Test]
    public void A_failure_has_the_words_of_the_control_plane() =>
        Assert.That(RunAiStates.Of(Workload("Failed", 0) with { PhaseMessage = "image not found" }).Reason, Is.EqualTo("image not found"));

    [TestCase(false, false, RunState.Queued)]
    [TestCase(false, true, RunState.Unknown)]
    [TestCase(true, false, RunState.Cancelled)]
    [TestCase(true, true, RunState.Cancelled)]
    public void A_workload_that_is_not_there_has_not_failed(bool isCancelled, bool wasCreated, RunState state) =>
        Assert.That(CloudQuery.WithoutJob(isCancelled, wasCreated).State, Is.EqualTo(state));

    private static RunAiWorkload Workload(string phase, int? runningPods) => new("id", "name", "1", phase, null, null, "runai-lab", runningPods);
}
