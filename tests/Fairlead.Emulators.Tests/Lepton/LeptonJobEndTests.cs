using System.Net;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonJobEndTests
{
    [Test]
    public async Task A_stopped_job_ends_its_pods_and_stays_in_the_history()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "echo started; exec sleep 1000"));
        await workshop.ReachesAsync("a-job", "Running");

        using var answer = await workshop.PatchAsync("jobs/a-job", Stop());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await workshop.ReachesAsync("a-job", "Stopped");
        Assert.That(workshop.Cloud.Pods.Living, Is.Zero);
        Assert.That(await workshop.LogAsync("a-job"), Is.EqualTo("started\n"));
    }

    [Test]
    public async Task A_job_that_is_stopped_before_it_starts_never_starts()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Cloud.Lepton.Hold("Queueing");
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));

        using var answer = await workshop.PatchAsync("jobs/a-job", Stop());
        workshop.Cloud.Lepton.Hold(null);

        await workshop.ReachesAsync("a-job", "Stopped");
        Assert.That(await workshop.ReplicasAsync("a-job"), Is.Empty);
    }

    [Test]
    public async Task A_job_that_has_ended_stays_as_it_ended_when_it_is_stopped()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));
        await workshop.ReachesAsync("a-job", "Completed");

        using var answer = await workshop.PatchAsync("jobs/a-job", Stop());

        Assert.That(await workshop.StateAsync("a-job"), Is.EqualTo("Completed"));
    }

    [TestCase("{\"spec\":{\"stopped\":false}}")]
    [TestCase("{\"spec\":{\"completions\":2}}")]
    public async Task Nothing_else_of_a_job_can_be_changed(string patch)
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));

        using var answer = await workshop.PatchAsync("jobs/a-job", JsonNode.Parse(patch)!);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_deleted_job_is_found_in_the_archive_only_and_its_id_is_free()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "exec sleep 1000"));
        await workshop.ReachesAsync("a-job", "Running");

        using var deleted = await workshop.Client.DeleteAsync(new Uri("jobs/a-job?job_query_mode=alive_only", UriKind.Relative));
        using var alive = await workshop.Client.GetAsync(new Uri("jobs/a-job?job_query_mode=alive_only", UriKind.Relative));

        Assert.That(alive.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await workshop.ReachesAsync("a-job", "Deleted");
        await Eventually.HoldsAsync("its pod is gone", () => Task.FromResult(workshop.Cloud.Pods.All.Count == 0));
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));
    }

    private static JsonObject Stop() => new() { ["spec"] = new JsonObject { ["stopped"] = true } };
}
