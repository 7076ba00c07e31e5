using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.RunAi;

/// <summary>An emulated cloud of a test's own, and a client of its run:ai that has a token.</summary>
internal sealed class RunAiClient : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler = new() { UseProxy = false };
    private readonly TemporaryDirectory directory;

    private RunAiClient(TemporaryDirectory directory, EmulatedCloud cloud)
    {
        this.directory = directory;
        Cloud = cloud;
        Http = new HttpClient(handler) { BaseAddress = cloud.Address };
    }

    public EmulatedCloud Cloud { get; }

    public HttpClient Http { get; }

    public static async Task<RunAiClient> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var directory = new TemporaryDirectory();
        var options = new EmulatorOptions(directory.Path) { Grace = TimeSpan.FromMilliseconds(300), PhaseTime = TimeSpan.FromMilliseconds(2) };
        var client = new RunAiClient(directory, await EmulatedCloud.StartAsync(change?.Invoke(options) ?? options));
        var (_, token) = await client.PostAsync("api/v1/token", Credentials());
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token["accessToken"]);
        return client;
    }

    public static JsonObject Credentials(string secret = "emulator-secret") =>
        new() { ["grantType"] = "client_credentials", ["clientId"] = "emulator", ["clientSecret"] = secret };

    public async Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string path) => await ReadAsync(await Http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<(HttpStatusCode Status, JsonObject Body)> DeleteAsync(string path) => await ReadAsync(await Http.DeleteAsync(new Uri(path, UriKind.Relative)));

    public async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(string path, JsonObject? body = null)
    {
        using var content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json");
        return await ReadAsync(await Http.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    /// <summary>Creates a training that runs a line of shell, and returns its id.</summary>
    public async Task<string> StartTrainingAsync(string script, string name = "job", Action<JsonObject>? change = null) =>
        await StartAsync("trainings", ShellWorkload.Create(name, script, change));

    public async Task<string> StartAsync(string kind, JsonObject body)
    {
        var (status, created) = await PostAsync($"api/v1/workloads/{kind}", body);
        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted), $"{created}");
        return (string)created["workloadId"]!;
    }

    /// <summary>Waits for one of some phases and returns the workload as the list tells it.</summary>
    public async Task<JsonObject> UntilAsync(string id, params string[] phases)
    {
        JsonObject workload = [];
        await Eventually.HoldsAsync($"the phase is {string.Join(" or ", phases)}", async () =>
        {
            (_, workload) = await GetAsync($"api/v1/workloads/{id}");
            return phases.Contains((string?)workload["phase"]);
        });
        return workload;
    }

    public async Task<string> LogAsync(string pod, string query = "") =>
        await Http.GetStringAsync(new Uri($"kubernetes/api/v1/namespaces/runai-emulator/pods/{pod}/log{query}", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        handler.Dispose();
        await Cloud.DisposeAsync();
        directory.Dispose();
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> ReadAsync(HttpResponseMessage response)
    {
        using var answer = response;
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }
}
