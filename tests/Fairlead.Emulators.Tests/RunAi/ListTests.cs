using System.Net;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed class ListTests : IAsyncDisposable
{
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync(options => options with { RunPods = false, OtherProjects = 60 });

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Test]
    public async Task Projects_come_in_pages_of_fifty()
    {
        var (_, first) = await client.GetAsync("api/v1/org-unit/projects");
        var (_, second) = await client.GetAsync($"api/v1/org-unit/projects?offset={first["next"]}");

        Assert.That((first["projects"]!.AsArray().Count, (int?)first["next"]), Is.EqualTo((50, 50)));
        Assert.That((second["projects"]!.AsArray().Count, second["next"]), Is.EqualTo((11, (object?)null)));
        Assert.That((string?)second["projects"]![10]!["name"], Is.EqualTo("emulator"));
    }

    [TestCase("limit=0")]
    [TestCase("limit=501")]
    [TestCase("limit=ten")]
    [TestCase("offset=-1")]
    [TestCase("filterBy=name")]
    [TestCase("filterBy=colour==red")]
    public async Task A_query_that_cannot_be_read_is_refused(string query)
    {
        var (status, _) = await client.GetAsync($"api/v1/org-unit/projects?{query}");

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("name==emulator", 1)]
    [TestCase("name=^other-,name=$1", 6)]
    [TestCase("name=@er-05,name!=other-050", 9)]
    [TestCase("name!@other", 1)]
    public async Task Projects_are_filtered_by_name(string filter, int count)
    {
        var (_, body) = await client.GetAsync($"api/v1/org-unit/projects?limit=500&filterBy={Uri.EscapeDataString(filter)}");

        Assert.That(body["projects"]!.AsArray(), Has.Count.EqualTo(count));
    }

    [Test]
    public async Task Workloads_of_all_types_are_in_one_list()
    {
        var training = await StartAsync("trainings", ShellWorkload.Create("one", "exit 0"));
        var workspace = await StartAsync("workspaces", ShellWorkload.Create("two", "exit 0"));
        var distributed = await StartAsync("distributed", ShellWorkload.CreateDistributed("three", "exit 0", workers: 2));

        var (_, all) = await client.GetAsync("api/v1/workloads?limit=500&filterBy=projectId==61");
        var (_, one) = await client.GetAsync("api/v1/workloads?filterBy=name==three,type==Distributed");

        Assert.That(all["workloads"]!.AsArray().Select(workload => (string?)workload!["id"]), Is.EqualTo(new[] { training, workspace, distributed }));
        Assert.That((one["workloads"]!.AsArray().Count, (string?)one["workloads"]![0]!["namespace"]), Is.EqualTo((1, "runai-emulator")));
    }

    private Task<string> StartAsync(string kind, System.Text.Json.Nodes.JsonObject body)
    {
        body["projectId"] = "61";
        return client.StartAsync(kind, body);
    }
}
