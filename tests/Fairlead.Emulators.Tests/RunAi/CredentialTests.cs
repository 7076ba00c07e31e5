using System.Net;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed class CredentialTests : IAsyncDisposable
{
    private const string Path = "api/v1/asset/credentials/generic-secret";
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Test]
    public async Task A_pod_sees_the_value_of_a_secret_that_no_list_shows()
    {
        var (created, _) = await client.PostAsync(Path, Secret());

        var id = await client.StartTrainingAsync("echo $TOKEN", change: spec =>
            spec["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = "TOKEN", ["secret"] = new JsonObject { ["name"] = "hub", ["key"] = "token" } }));
        await client.UntilAsync(id, "Completed");
        var (_, list) = await client.GetAsync(Path);

        Assert.That(created, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await client.LogAsync("job-0-0"), Is.EqualTo("hush\n"));
        Assert.That(list.ToJsonString(), Does.Contain("hub").And.Contain("token").And.Not.Contain("hush"));
    }

    [Test]
    public async Task A_secret_of_the_same_name_is_refused()
    {
        await client.PostAsync(Path, Secret());

        Assert.That((await client.PostAsync(Path, Secret())).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_secret_needs_a_name_and_data()
    {
        Assert.That((await client.PostAsync(Path, new JsonObject { ["name"] = "hub" })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static JsonObject Secret() => new() { ["name"] = "hub", ["spec"] = new JsonObject { ["data"] = new JsonObject { ["token"] = "hush" } } };
}
