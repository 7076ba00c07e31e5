using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Lepton;

/// <summary>An emulated workspace and someone who talks to it.</summary>
internal sealed class LeptonWorkshop : IAsyncDisposable
{
    private readonly TemporaryDirectory directory;

    private LeptonWorkshop(EmulatedCloud cloud, TemporaryDirectory directory)
    {
        this.directory = directory;
        Cloud = cloud;
        Client = new HttpClient { BaseAddress = new Uri(cloud.Address, "/api/v2/workspaces/emulator/") };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-secret");
    }

    public EmulatedCloud Cloud { get; }

    public HttpClient Client { get; }

    public string Volume => Cloud.VolumeDirectory("data");

    public static async Task<LeptonWorkshop> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var directory = new TemporaryDirectory();
        var options = new EmulatorOptions(directory.Path);
        return new LeptonWorkshop(await EmulatedCloud.StartAsync(change is null ? options : change(options)), directory);
    }

    /// <summary>A job of one pod that runs a shell command.</summary>
    public static JsonObject Job(string id, string script) => new()
    {
        ["metadata"] = new JsonObject { ["id"] = id },
        ["spec"] = new JsonObject
        {
            ["resource_shape"] = "cpu.small",
            ["container"] = new JsonObject { ["image"] = "img:1", ["command"] = new JsonArray("/bin/sh", "-c", script) },
        },
    };

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) => Client.PostAsJsonAsync(path, body);

    public Task<HttpResponseMessage> PatchAsync(string path, JsonNode body) => Client.PatchAsJsonAsync(path, body);

    public async Task<HttpResponseMessage> CreateAsync(JsonNode job)
    {
        var answer = await PostAsync("jobs", job);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<string> StateAsync(string id) => (string)(await GetAsync($"jobs/{id}?job_query_mode=alive_and_archive"))["status"]!["state"]!;

    public Task ReachesAsync(string id, string state) =>
        Eventually.HoldsAsync($"{id} is {state}", async () => await StateAsync(id) == state);

    public async Task<IReadOnlyList<string>> ReplicasAsync(string id) =>
        [.. (await GetAsync($"jobs/{id}/replicas")).AsArray().Select(replica => (string)replica!["metadata"]!["id"]!)];

    /// <summary>All that a replica writes until it ends.</summary>
    public async Task<string> LogAsync(string id, int place = 0) =>
        await Client.GetStringAsync(new Uri($"jobs/{id}/replicas/{(await ReplicasAsync(id))[place]}/log", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
        directory.Dispose();
    }
}
