using Fairlead.Emulators.Lepton.Jobs;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonJobProgressTests
{
    [TestCase(0, 0, 0, 0, 0, false, "Queueing")]
    [TestCase(2, 0, 0, 0, 0, false, "Starting")]
    [TestCase(2, 1, 0, 0, 0, false, "Running", Description = "partial readiness")]
    [TestCase(2, 2, 0, 0, 0, false, "Running")]
    [TestCase(1, 1, 0, 1, 0, false, "Running")]
    [TestCase(2, 1, 0, 0, 1, false, "Restarting")]
    [TestCase(1, 1, 1, 0, 1, false, "Running")]
    [TestCase(0, 0, 0, 1, 1, false, "PendingRetry")]
    [TestCase(0, 0, 1, 1, 0, false, "Failed")]
    [TestCase(0, 0, 0, 2, 0, false, "Completed")]
    [TestCase(2, 2, 0, 0, 0, true, "Stopping")]
    [TestCase(0, 0, 0, 0, 0, true, "Stopped")]
    public void The_state_follows_the_replicas(int active, int ready, int failed, int succeeded, int retrying, bool stopped, string state) =>
        Assert.That(new LeptonJobProgress(2, active, ready, failed, succeeded, retrying, stopped).State, Is.EqualTo(state));
}
