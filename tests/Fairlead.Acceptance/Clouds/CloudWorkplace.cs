using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Acceptance.Clouds;

/// <summary>A user with emulated clouds of their own. They end with the test.</summary>
internal sealed class CloudWorkplace : IAsyncDisposable
{
    public Workplace User { get; } = new();

    public string Folder => Path.Combine(User.Path, "emulator");

    public string Secret => File.ReadAllText(Path.Combine(Folder, "secret")).Trim();

    public string Address => $"http://127.0.0.1:{File.ReadAllText(Path.Combine(Folder, "port")).Trim()}";

    /// <summary>What a user writes who submits to the emulator.</summary>
    public static string[] On(string executor, params string[] arguments) => [.. arguments, $"--executor={executor}", "--profile=emulator"];

    /// <summary>The names of all jobs that the control plane has, whoever made them.</summary>
    public async Task<IReadOnlyList<string>> JobsAsync(string executor)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        if (executor == "lepton")
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
            var jobs = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v2/workspaces/emulator/jobs", UriKind.Relative)))!;
            return [.. (jobs as JsonArray ?? jobs["jobs"]!.AsArray()).Select(job => (string)job!["metadata"]!["id"]!)];
        }

        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/token", UriKind.Relative), new { grantType = "client_credentials", clientId = "emulator", clientSecret = Secret });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]!);
        var workloads = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/workloads?limit=500", UriKind.Relative)))!;
        return [.. workloads["workloads"]!.AsArray().Select(workload => (string)workload!["name"]!)];
    }

    public async ValueTask DisposeAsync()
    {
        await User.FairleadAsync("--target=StopEmulator");
        User.Dispose();
    }
}
