using Fairlead.Backends.Cloud.KubeRay.Running;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Cloud.KubeRay;

/// <summary>What KubeRay's words are taken for.</summary>
public sealed class StatesOfRayJobs
{
    [TestCase("", "", RunState.Queued)]
    [TestCase("Initializing", "", RunState.Starting)]
    [TestCase("Waiting", "", RunState.Starting)]
    [TestCase("Retrying", "FAILED", RunState.Starting)]
    [TestCase("Running", "", RunState.Starting)]
    [TestCase("Running", "PENDING", RunState.Starting)]
    [TestCase("Running", "RUNNING", RunState.Running)]
    [TestCase("Running", "SUCCEEDED", RunState.Succeeded)]
    [TestCase("Complete", "SUCCEEDED", RunState.Succeeded)]
    [TestCase("complete", "succeeded", RunState.Succeeded)]
    [TestCase("Complete", "FAILED", RunState.Failed)]
    [TestCase("Failed", "", RunState.Failed)]
    [TestCase("Failed", "SUCCEEDED", RunState.Failed)]
    [TestCase("ValidationFailed", "", RunState.Failed)]
    [TestCase("Complete", "STOPPED", RunState.Cancelled)]
    [TestCase("Suspending", "RUNNING", RunState.Running)]
    [TestCase("Suspended", "", RunState.Cancelled)]
    [TestCase("Hibernating", "RUNNING", RunState.Unknown)]
    [TestCase("Running", "DREAMING", RunState.Unknown)]
    public void Words_become_states(string deployment, string ray, RunState expected) =>
        Assert.That(RayJobStates.Of(new RayJob(new("job"), new RayJobStatus(ray, deployment, null, null, null, null))).State, Is.EqualTo(expected));

    [Test]
    public void A_failure_tells_reason_and_message() => Assert.That(
        RayJobStates.Of(new RayJob(new("job"), new RayJobStatus("", "Failed", "the submitter is gone", "SubmissionFailed", null, null))).Reason,
        Is.EqualTo("SubmissionFailed: the submitter is gone"));

    [TestCase("ImagePullBackOff", true)]
    [TestCase("ErrImagePull", true)]
    [TestCase("ContainerCreating", false)]
    public void A_pod_without_its_image_hinders_the_cluster(string reason, bool hinders)
    {
        var pods = new[]
        {
            new KubernetesPod(new("fine", null), new("Running", null, [new(new(null))])),
            new KubernetesPod(new("stuck", null), new("Pending", null, [new(new(new(reason, "no such tag")))])),
        };
        Assert.That(RayJobStates.Hindrance(pods), hinders ? Does.Contain($"pod stuck has no image: {reason}: no such tag").And.Contain("image_pull_secrets") : Is.Null);
    }
}
