using Fairlead.Emulators.Http;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonFaultTests
{
    [TestCase(FaultPosition.Before, 0)]
    [TestCase(FaultPosition.After, 1)]
    public async Task An_answer_that_is_cut_off_leaves_open_whether_there_is_a_job(FaultPosition position, int jobs)
    {
        await using var workshop = await LeptonWorkshop.StartAsync(options => options with { RunPods = false });
        workshop.Cloud.Faults.Add(new Fault("POST", "*/jobs", new FaultKind.Cut(), position));

        await Assert.ThatAsync(() => workshop.PostAsync("jobs", LeptonWorkshop.Job("a-job", "true")), Throws.InstanceOf<HttpRequestException>());

        Assert.That(workshop.Cloud.Lepton.JobsMade, Has.Count.EqualTo(jobs));
    }

    [Test]
    public async Task Nothing_is_left_of_a_cloud_that_has_ended()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "exec sleep 1000"));
        await LeptonRayClusterTests.CreateAsync(workshop);
        await LeptonRayClusterTests.ReachesAsync(workshop, "Ready");

        await workshop.Cloud.DisposeAsync();

        Assert.That(workshop.Cloud.Pods.Living, Is.Zero);
    }
}
