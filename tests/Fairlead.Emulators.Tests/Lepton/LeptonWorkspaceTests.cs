using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonWorkspaceTests
{
    [Test]
    public async Task Only_the_token_opens_the_workspace()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");

        using var answer = await workshop.Client.GetAsync(new Uri("workspace", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("the token is missing or not valid"));
    }

    [Test]
    public async Task A_token_opens_its_own_workspace_only()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();

        using var answer = await workshop.Client.GetAsync(new Uri("../other/workspace", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase(null, HttpStatusCode.Forbidden)]
    [TestCase("https://gateway.dgxc-lepton.example", HttpStatusCode.OK)]
    public async Task Hosts_of_dgx_cloud_want_to_know_the_origin(string? origin, HttpStatusCode status)
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Client.DefaultRequestHeaders.Host = "gateway.dgxc-lepton.example";
        if (origin is not null)
            workshop.Client.DefaultRequestHeaders.Add("origin", origin);

        using var answer = await workshop.Client.GetAsync(new Uri("workspace", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Groups_nodes_reservations_and_shapes_are_listed()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();

        var group = (await workshop.GetAsync("dedicated-node-groups")).AsArray().Single()!["metadata"]!;

        Assert.That((string)group["name"]!, Is.EqualTo("emulator"));
        Assert.That(await IdsAsync(workshop, $"dedicated-node-groups/{group["id"]}/nodes"), Is.EqualTo(new[] { "node-1", "node-2" }));
        Assert.That(await IdsAsync(workshop, $"dedicated-node-groups/{group["id"]}/reservations"), Is.EqualTo(new[] { "reservation-1" }));
        Assert.That(await IdsAsync(workshop, "shapes"), Does.Contain("cpu.small"));
    }

    [Test]
    public async Task Secrets_reach_pods_and_are_never_told()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        using var added = await workshop.PostAsync("usersecrets", new JsonArray(new JsonObject { ["name"] = "hf", ["value"] = "canary$$(A)" }));
        var job = LeptonWorkshop.Job("a-job", "[ ${#HF_TOKEN} = 11 ]");
        job["spec"]!["envs"] = new JsonArray(new JsonObject { ["name"] = "HF_TOKEN", ["value_from"] = new JsonObject { ["secret_name_ref"] = "hf" } });

        await workshop.CreateAsync(job);

        await workshop.ReachesAsync("a-job", "Completed");
        Assert.That((await workshop.GetAsync("usersecrets")).ToJsonString(), Is.EqualTo("""[{"name":"hf"}]"""));
        Assert.That((await workshop.GetAsync("jobs/a-job")).ToJsonString(), Does.Not.Contain("canary"));
    }

    [Test]
    public async Task A_removed_secret_is_unknown_to_later_jobs()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        using var added = await workshop.PostAsync("usersecrets", new JsonArray(new JsonObject { ["name"] = "hf", ["value"] = "canary" }));
        using var again = await workshop.PostAsync("usersecrets", new JsonArray(new JsonObject { ["name"] = "hf", ["value"] = "other" }));
        using var removed = await workshop.Client.DeleteAsync(new Uri("usersecrets/hf", UriKind.Relative));
        using var missing = await workshop.Client.DeleteAsync(new Uri("usersecrets/hf", UriKind.Relative));

        Assert.That(
            new[] { added.StatusCode, again.StatusCode, removed.StatusCode, missing.StatusCode },
            Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.NotFound }));
    }

    private static async Task<IEnumerable<string>> IdsAsync(LeptonWorkshop workshop, string path) =>
        (await workshop.GetAsync(path)).AsArray().Select(item => (string)item!["metadata"]!["id"]!).ToList();
}
