using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Kubernetes;

/// <summary>An emulated cluster and someone who talks to its API server.</summary>
internal sealed class KubernetesWorkshop : IAsyncDisposable
{
    private readonly TemporaryDirectory directory;

    private KubernetesWorkshop(EmulatedCloud cloud, TemporaryDirectory directory)
    {
        this.directory = directory;
        Cloud = cloud;
        Client = new HttpClient { BaseAddress = new Uri(cloud.Address, "/kubernetes/") };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-secret");
    }

    public EmulatedCloud Cloud { get; }

    public HttpClient Client { get; }

    public string Directory => directory.Path;

    public static async Task<KubernetesWorkshop> StartAsync()
    {
        var directory = new TemporaryDirectory();
        return new KubernetesWorkshop(await EmulatedCloud.StartAsync(new EmulatorOptions(directory.Path)), directory);
    }

    public static JsonObject Job(string name, string entrypoint) => new()
    {
        ["apiVersion"] = "ray.io/v1",
        ["kind"] = "RayJob",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["entrypoint"] = entrypoint, ["shutdownAfterJobFinishes"] = true, ["rayClusterSpec"] = Cluster(name, "v1")["spec"]!.DeepClone() },
    };

    /// <summary>A head and two workers.</summary>
    public static JsonObject Cluster(string name, string version) => JsonNode.Parse($$$$"""
        {
          "apiVersion": "ray.io/{{{{version}}}}", "kind": "RayCluster", "metadata": {"name": "{{{{name}}}}"},
          "spec": {
            "rayVersion": "2.48.0",
            "headGroupSpec": {"template": {"spec": {"containers": [{"name": "ray-head", "image": "img:1", "env": [{"name": "GROUP", "value": "head"}]}]}}},
            "workerGroupSpecs": [{"groupName": "w", "replicas": 2, "template": {"spec": {"containers": [{"name": "ray-worker", "image": "img:1"}]}}}]
          }
        }
        """)!.AsObject();

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) => Client.PostAsJsonAsync(path, body);

    public async Task<HttpResponseMessage> PatchAsync(string path, string patch)
    {
        using var content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json");
        return await Client.PatchAsync(new Uri(path, UriKind.Relative), content);
    }

    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<JsonNode> StatusAsync(string job) => (await GetAsync($"apis/ray.io/v1/namespaces/runai-emulator/rayjobs/{job}"))["status"]!;

    public Task ReachesAsync(string job, string field, string word) =>
        Eventually.HoldsAsync($"{field} of {job} is {word}", async () => (string?)(await StatusAsync(job))[field] == word);

    public Task HasLivingPodsAsync(int count) => Eventually.HoldsAsync($"{count} pods live", () => Task.FromResult(Cloud.Pods.Living == count));

    public async Task<IReadOnlyList<string>> PodsAsync(string selector) =>
        [.. (await GetAsync($"api/v1/namespaces/runai-emulator/pods?labelSelector={selector}"))["items"]!.AsArray().Select(pod => (string)pod!["metadata"]!["name"]!)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
        directory.Dispose();
    }
}
