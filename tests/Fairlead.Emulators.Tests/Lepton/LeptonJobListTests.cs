using System.Net;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonJobListTests
{
    [Test]
    public async Task Jobs_come_in_pages_and_the_one_after_the_last_is_empty()
    {
        await using var workshop = await LeptonWorkshop.StartAsync(options => options with { RunPods = false });
        for (var number = 0; number < 5; number++)
            await workshop.CreateAsync(LeptonWorkshop.Job($"job-{number}", "true"));

        Assert.That(await ListAsync(workshop, "page=1&page_size=2"), Is.EqualTo(new[] { "job-4", "job-3" }));
        Assert.That(await ListAsync(workshop, "page=3&page_size=2"), Is.EqualTo(new[] { "job-0" }));
        Assert.That(await ListAsync(workshop, "page=4&page_size=2"), Is.Empty);
    }

    [Test]
    public async Task Jobs_are_found_by_a_part_of_their_id_by_state_and_by_mode()
    {
        await using var workshop = await LeptonWorkshop.StartAsync(options => options with { RunPods = false });
        await workshop.CreateAsync(LeptonWorkshop.Job("old", "true"));
        await workshop.ReachesAsync("old", "Completed");
        workshop.Cloud.Lepton.Hold("Queueing");
        await workshop.CreateAsync(LeptonWorkshop.Job("new", "true"));
        await workshop.CreateAsync(LeptonWorkshop.Job("gone", "true"));
        using var deleted = await workshop.Client.DeleteAsync(new Uri("jobs/gone", UriKind.Relative));

        Assert.That(await ListAsync(workshop, "q=ol"), Is.EqualTo(new[] { "old" }));
        Assert.That(await ListAsync(workshop, "status=Queueing"), Is.EqualTo(new[] { "new" }));
        Assert.That(await ListAsync(workshop, "status=Queueing&status=Completed"), Is.EquivalentTo(new[] { "new", "old" }));
        Assert.That(await ListAsync(workshop, ""), Is.EquivalentTo(new[] { "new", "old" }));
        Assert.That(await ListAsync(workshop, "job_query_mode=archive_only"), Is.EqualTo(new[] { "gone" }));
        Assert.That(await ListAsync(workshop, "job_query_mode=alive_and_archive"), Is.EquivalentTo(new[] { "new", "old", "gone" }));
    }

    [TestCase("page_size=501")]
    [TestCase("page_size=0")]
    [TestCase("page=0")]
    [TestCase("job_query_mode=all")]
    public async Task A_query_beyond_the_limits_is_refused(string query)
    {
        await using var workshop = await LeptonWorkshop.StartAsync();

        using var answer = await workshop.Client.GetAsync(new Uri($"jobs?{query}", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static async Task<IReadOnlyList<string>> ListAsync(LeptonWorkshop workshop, string query) =>
        [.. (await workshop.GetAsync($"jobs?{query}"))["jobs"]!.AsArray().Select(job => (string)job!["metadata"]!["id"]!)];
}
