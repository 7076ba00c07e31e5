using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>The jobs of a Ray cluster (https://docs.ray.io, "Ray Jobs REST API").</summary>
internal sealed class RayJobsApi(ApiClient client)
{
    /// <summary>Null when the cluster, or its job of that id, is not there.</summary>
    public Task<RayJobInfo?> FindAsync(string id, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.GetAsync(Address(id), RayJson.Default.RayJobInfo, cancellationToken));

    /// <summary>One attempt; see <see cref="ApiClient.CreateAsync"/>.</summary>
    public Task<RayJobInfo> SubmitAsync(ApiBody body, CancellationToken cancellationToken) =>
        client.CreateAsync("api/jobs/", body, RayJson.Default.RayJobInfo, cancellationToken);

    public Task StopAsync(string id, CancellationToken cancellationToken) =>
        Absent.IsWellAsync(() => client.SendAsync(HttpMethod.Post, $"{Address(id)}/stop", ApiBody.None, cancellationToken));

    /// <summary>All that the driver has written so far; null when the job is not there.</summary>
    public async Task<string?> LogsAsync(string id, CancellationToken cancellationToken) =>
        (await Absent.IsNullAsync(() => client.GetAsync($"{Address(id)}/logs", RayJson.Default.RayJobLogs, cancellationToken)))?.Logs;

    /// <param name="entrypoint">A shell line.</param>
    public static JsonObject Body(string id, string entrypoint, JsonObject variables) => new()
    {
        ["submission_id"] = id,
        ["entrypoint"] = entrypoint,
        ["runtime_env"] = variables.Count > 0 ? new JsonObject { ["env_vars"] = variables } : new JsonObject(),
    };

    private static string Address(string id) => $"api/jobs/{Uri.EscapeDataString(id)}";
}

/// <param name="Status">PENDING, RUNNING, STOPPED, SUCCEEDED or FAILED; null in the answer to a submission.</param>
internal sealed record RayJobInfo(
    string SubmissionId,
    string? Status = null,
    string? Message = null,
    [property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset? EndTime = null);

internal sealed record RayJobLogs(string? Logs = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RayJobInfo))]
[JsonSerializable(typeof(RayJobLogs))]
internal sealed partial class RayJson : JsonSerializerContext;
